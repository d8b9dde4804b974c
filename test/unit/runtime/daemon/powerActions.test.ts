import assert from 'node:assert/strict';
import { Gate } from '../../../../runtime/base/gate.ts';
import { Journal } from '../../../../runtime/base/journal.ts';
import { PowerActions } from '../../../../runtime/daemon/powerActions.ts';
import { powerRules } from '../../../../runtime/daemon/powerRules.ts';
import { ServerNetwork } from '../../../../runtime/network/serverNetwork.ts';
import { ServerNode } from '../../../../runtime/network/serverNode.ts';
import type { JsonObject, PowerVerb } from '../../../../runtime/protocol/index.ts';
import { ManualClock, settled } from '../../../support/runtime/manualClock.ts';
import { renderServers } from '../../../support/runtime/renderServers.ts';
import { dummyServer, RecordedSwitch, testLine } from '../network/testServer.ts';

/** A switch, a database that needs it, and a web server that needs both; each with one outlet and one control. */
function rack() {
  const clock = new ManualClock();
  const log: string[] = [];
  const said: string[] = [];
  const network = new ServerNetwork();
  const shutdown = new AbortController();
  const outlets = new Map<string, RecordedSwitch>();
  for (const name of ['switch', 'db', 'web']) {
    const line = testLine({ clock });
    const outlet = new RecordedSwitch(`${name}-psu`, log, line);
    outlets.set(name, outlet);
    const control = new RecordedSwitch(`${name}-soft`, log, testLine({ clock }));
    control.isOn = true;
    const parts = {
      name,
      file: `/etc/servers/${name}.ini`,
      outlets: [outlet],
      controls: [control],
      tests: [],
    };
    const rules = { maxStartupMs: 0, maxAttempts: 3 };
    network.addServer(new ServerNode(parts, rules, clock, network.reportChange));
  }
  network.addDependency('db', 'switch');
  network.addDependency('web', 'switch');
  network.addDependency('web', 'db');
  const { signal } = shutdown;
  const power = new PowerActions({ network, clock, signal, log: (line) => said.push(line) });
  const gate = new Gate(new Journal(clock), clock, powerRules(network, 15_000));
  const submit = (verb: PowerVerb, target: string, args: JsonObject = {}) => {
    const request = { actor: { kind: 'panel' }, cause: null, verb, target, args } as const;
    return gate.submit(request, () => power.perform(verb, target, args));
  };
  /** The outcome once all waits are over. */
  const act = async (verb: PowerVerb, target: string, args: JsonObject = {}) => {
    const outcome = submit(verb, target, args);
    for (let second = 0; second < 12; second++) await clock.advance(1000);
    return outcome;
  };
  return { clock, log, said, network, shutdown, outlets, submit, act };
}

function opStates(network: ServerNetwork): string {
  return network
    .getSortedNodeList()
    .map(({ name, opState }) => `${name} ${opState}`)
    .join(', ');
}

describe('Power actions', () => {
  it('refuse to turn on before what is needed, unless dependencies are ignored', async () => {
    const { act, network } = rack();
    const refused = await act('turnOn', 'web');
    assert.equal(refused.kind === 'refused' && refused.rule, 'dependencies');
    const forced = await act('turnOn', 'web', { ignoreDeps: true });
    assert.equal(forced.kind === 'done' && forced.observed, 'OK');
    assert.equal(opStates(network), 'switch Did not initiate yet, db Did not initiate yet, web OK');
  });

  it('refuse to turn off what is still needed, unless dependencies are ignored', async () => {
    const { act } = rack();
    for (const name of ['switch', 'db', 'web']) await act('turnOn', name);
    assert.deepEqual(await act('turnOff', 'switch'), {
      kind: 'refused',
      rule: 'dependencies',
      reason: 'switch is needed by db (OK), web (OK). Turn off what needs it first.',
    });
    assert.equal((await act('turnOff', 'switch', { ignoreDeps: true })).kind, 'done');
  });

  describe('that depend on servers read long ago', () => {
    /** All off and read; then somebody switches the web server on at the device itself. */
    async function switchedByHand() {
      const parts = rack();
      for (const node of parts.network.getSortedNodeList()) {
        await Promise.all(node.controls.map((control) => control.setState(false)));
      }
      await parts.submit('updateNetwork', '');
      parts.log.length = 0;
      const outlet = parts.outlets.get('web');
      assert.ok(outlet);
      outlet.isOn = true;
      return { ...parts, outlet };
    }

    it('trust what was read less than 15 s ago', async () => {
      const { clock, act, network } = await switchedByHand();
      await clock.advance(14_999);
      assert.equal((await act('turnOff', 'db')).kind, 'done');
      assert.equal(network.getServer('web')?.opState, 'OFF');
    });

    it('read them anew after 15 s, and switch nothing by that', async () => {
      const { clock, act, network, log } = await switchedByHand();
      await clock.advance(15_000);
      const outcome = await act('turnOff', 'db');
      assert.deepEqual(outcome, {
        kind: 'refused',
        rule: 'dependencies',
        reason: `db is needed by web (${network.getServer('web')?.opState}). Turn off what needs it first.`,
      });
      assert.deepEqual(log, []);
    });

    it('take one that cannot be read any more for Unknown, which is not off', async () => {
      const { clock, act, outlet } = await switchedByHand();
      await clock.advance(15_000);
      outlet.isUnreachable = true;
      const outcome = await act('turnOff', 'db');
      assert.ok(outcome.kind === 'refused');
      assert.match(outcome.reason, /needed by web \(Unknown\)/);
    });

    it('ask no device when dependencies are ignored', async () => {
      const { clock, act, network } = await switchedByHand();
      await clock.advance(15_000);
      assert.equal((await act('turnOff', 'db', { ignoreDeps: true })).kind, 'done');
      assert.equal(network.getServer('web')?.opState, 'OFF');
    });
  });

  it('let a server start on one that was forced on', async () => {
    const { act } = rack();
    await act('setOpState', 'switch', { opState: 'Forced on' });
    const outcome = await act('turnOn', 'db');
    assert.equal(outcome.kind === 'done' && outcome.after, 'OK');
  });

  it('write OpStates on servers, outlets and controls, and touch no device', async () => {
    const { act, log, network } = rack();
    const outcome = await act('setOpState', 'db', { opState: 'Forced off' });
    assert.deepEqual(outcome, {
      kind: 'done',
      requested: 'Forced off',
      observed: 'Forced off',
      before: 'Did not initiate yet',
      after: 'Forced off',
      ms: 0,
    });
    await act('setOpState', 'db/db-psu', { opState: 'Forced on', list: 'outlets' });
    await act('setOpState', 'db/db-soft', { opState: 'Failed to stop', list: 'controls' });
    assert.equal(
      renderServers([network.snapshotOf(network.requireServer('db'))]),
      [
        'db needs switch: Forced off',
        '  db-psu Recorded: Forced on (unknown)',
        '  db-soft Recorded: Failed to stop (unknown)',
      ].join('\n'),
    );
    assert.deepEqual(log, []);
  });

  const wrong: readonly (readonly [PowerVerb, target: string, JsonObject, code: string])[] = [
    ['turnOn', 'nobody', {}, 'server-unknown'],
    ['turnOn', 'switch', { ignoreDeps: 'yes' }, 'args-invalid'],
    ['setOutlet', 'db/db-psu', { state: 'on' }, 'args-invalid'],
    ['setOutlet', 'db', { state: true }, 'object-unknown'],
    ['setOutlet', 'db/db-soft', { state: true }, 'object-unknown'],
    ['runTest', 'db/ping', {}, 'object-unknown'],
    ['setOpState', 'db', { opState: 'on' }, 'args-invalid'],
    ['setOpState', 'db/db-psu', { opState: 'OK' }, 'args-invalid'],
    ['resetAttempts', '', {}, 'server-unknown'],
    ['updateNetwork', 'nobody', {}, 'server-unknown'],
    ['updateNetwork', 'db', { runTests: 'no' }, 'args-invalid'],
  ];
  for (const [verb, target, args, code] of wrong) {
    it(`fail with ${code}: ${verb} of "${target}" with ${JSON.stringify(args)}`, async () => {
      const { act, log } = rack();
      const outcome = await act(verb, target, args);
      assert.equal(outcome.kind === 'failed' && outcome.code, code);
      assert.deepEqual(log, []);
    });
  }

  it('read a server without its tests where that is asked for', async () => {
    const { act, network } = rack();
    const node = dummyServer('web1');
    network.addServer(node);
    await node.turnOn();
    const [test] = node.tests;
    assert.ok(test);
    let runs = 0;
    test.runTest = () => Promise.resolve(++runs > 0);
    for (const [args, expected] of [
      [{ runTests: false }, 0],
      [{ runTests: true }, 1],
      [{}, 2],
    ] as const) {
      assert.equal((await act('updateNetwork', 'web1', args)).kind, 'done');
      assert.equal(runs, expected);
    }
  });

  it('forget failed attempts', async () => {
    const { act, network, outlets } = rack();
    outlets.get('switch')!.isUnreachable = true;
    await act('turnOn', 'switch');
    assert.equal(network.requireServer('switch').startAttempts, 1);
    const outcome = await act('resetAttempts', 'switch');
    assert.deepEqual(outcome.kind === 'done' && [outcome.before, outcome.after], [
      { startAttempts: 1, shutdownAttempts: 0 },
      { startAttempts: 0, shutdownAttempts: 0 },
    ]);
    assert.equal(network.requireServer('switch').startAttempts, 0);
  });

  it('read one server or all of them', async () => {
    const { act, network, outlets, log } = rack();
    outlets.get('db')!.isOn = true;
    const one = await act('updateNetwork', 'db');
    assert.equal(one.kind === 'done' && one.after, 'OK');
    assert.equal(opStates(network), 'switch Did not initiate yet, db OK, web Did not initiate yet');
    await act('updateNetwork', '');
    assert.equal(opStates(network), 'switch OFF, db OK, web OFF');
    assert.deepEqual(log, [], 'reading writes nothing');
  });

  it('switch everything off with dependents first, and leave OpStates of servers', async () => {
    const { act, network, log } = rack();
    for (const name of ['switch', 'db', 'web']) await act('turnOn', name);
    log.length = 0;
    assert.equal((await act('allOff', '')).kind, 'done');
    assert.deepEqual(log, ['web-psu off', 'db-psu off', 'switch-psu off']);
    assert.equal(opStates(network), 'switch OK, db OK, web OK');
  });

  it('start everything up after five seconds, needed first, a second apart', async () => {
    const { clock, submit, network, log } = rack();
    const outcome = submit('initiateStartup', '');
    await clock.advance(4999);
    assert.deepEqual(log, []);
    await clock.advance(1);
    assert.deepEqual(log, ['switch-psu on']);
    await clock.advance(999);
    assert.deepEqual(log, ['switch-psu on']);
    await clock.advance(1);
    assert.deepEqual(log, ['switch-psu on', 'db-psu on']);
    await clock.advance(1000);
    assert.deepEqual(log, ['switch-psu on', 'db-psu on', 'web-psu on']);
    assert.equal((await outcome).kind, 'done');
    assert.equal(
      opStates(network),
      'switch Did not initiate yet, db Did not initiate yet, web Did not initiate yet',
    );
  });

  it('give a start-up up when the daemon ends', async () => {
    const { clock, submit, shutdown, log } = rack();
    const outcome = submit('initiateStartup', '');
    await clock.advance(5000);
    shutdown.abort();
    const { kind, ...rest } = await outcome;
    assert.deepEqual([kind, 'code' in rest && rest.code], ['failed', 'shutdown']);
    assert.deepEqual(log, ['switch-psu on']);
  });

  it('fail as a whole when one outlet does not follow, and name it', async () => {
    const { act, outlets, log } = rack();
    outlets.get('db')!.isUnreachable = true;
    assert.deepEqual(await act('allOff', ''), {
      kind: 'failed',
      code: 'outlets-not-switched',
      message: 'Not every outlet went off. db: db-psu: no answer',
    });
    assert.deepEqual(log, ['web-psu off', 'db-psu off', 'switch-psu off']);
  });

  describe('on a server that is busy', () => {
    const verbs: readonly (readonly [PowerVerb, string, JsonObject])[] = [
      ['turnOn', 'switch', {}],
      ['turnOff', 'switch', { ignoreDeps: true }],
      ['setOutlet', 'switch/switch-psu', { state: false }],
      ['setControl', 'switch/switch-soft', { state: false }],
      ['setOpState', 'switch', { opState: 'OK' }],
      ['resetAttempts', 'switch', {}],
      ['updateNetwork', 'switch', {}],
    ];
    for (const [verb, target, args] of verbs) {
      it(`are refused: ${verb}`, async () => {
        const { clock, submit } = rack();
        const first = submit('turnOn', 'switch');
        await settled();
        assert.deepEqual(await submit(verb, target, args), {
          kind: 'refused',
          rule: 'busy',
          reason: 'switch is being switched on right now. Try again when that has ended.',
        });
        await clock.advance(1000);
        await clock.advance(1000);
        assert.equal((await first).kind, 'done');
      });
    }

    for (const verb of ['allOff', 'updateNetwork'] as const) {
      it(`pass it over and say so: ${verb}`, async () => {
        const { clock, submit, said, log } = rack();
        const first = submit('turnOn', 'switch');
        await settled();
        const outcome = await submit(verb, '');
        assert.deepEqual(outcome.kind === 'done' && outcome.observed, { skipped: ['switch'] });
        assert.deepEqual(said, [
          'switch is being switched on right now. Try again when that has ended.',
        ]);
        assert.ok(!log.includes('switch-psu off'));
        await clock.advance(1000);
        await clock.advance(1000);
        await first;
      });
    }
  });
});
