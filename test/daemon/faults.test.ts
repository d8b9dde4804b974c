import assert from 'node:assert/strict';
import { join } from 'node:path';
import type { FaultInfo, FaultRule, JsonObject, PowerVerb } from '../../runtime/protocol/index.ts';
import { faultPresets, presetFaults } from '../../runtime/protocol/index.ts';
import { makeProject, removeTempProjects } from '../support/runtime/tempProject.ts';
import type { DaemonClient } from './support/daemonClient.ts';
import { startDaemon, stopDaemons } from './support/daemonClient.ts';
import { serversOf, stepUntil } from './support/heldClient.ts';
import { makeRack } from './support/rackProject.ts';
import { config, operator, servers } from './support/timeProjects.ts';
import { readJournal, runVirtually } from './support/virtualRun.ts';

async function startHeld(files: Readonly<Record<string, string>> = {}) {
  const { client } = await startDaemon(await makeRack({ files }), { args: ['--time', 'held'] });
  return client;
}

/** An action in held time: what it came to in words, and how much time it took. */
async function act(client: DaemonClient, verb: PowerVerb, target: string, args: JsonObject = {}) {
  const asked = client.peer.request('act', { verb, target, args });
  const { answer, ms } = await stepUntil(client, asked);
  const { outcome } = answer;
  if (outcome.kind === 'failed') return { is: outcome.code, ms };
  if (outcome.kind === 'refused') return { is: outcome.rule, ms };
  return { is: outcome.observed, ms };
}

async function add(client: DaemonClient, ...faults: readonly FaultRule[]) {
  return (await client.peer.request('addFaults', { faults })).faults;
}

/** The faults that the client was told of last. */
function toldFaults(client: DaemonClient): readonly FaultInfo[] | undefined {
  const notes = client.told.flatMap((each) => (each.kind === 'faults' ? [each.note.faults] : []));
  return notes.at(-1);
}

/** States of the outlets and controls as the client was told of them. */
function states(client: DaemonClient): Readonly<Record<string, boolean | null>> {
  const servers = [...serversOf(client).values()];
  const all = servers.flatMap(({ name, outlets, controls }) =>
    [...outlets, ...controls].map((each) => [`${name}/${each.name}`, each.state] as const),
  );
  return Object.fromEntries(all);
}

const psu = 'db/psu';

describe('Faults of the simulated rack', () => {
  afterEach(stopDaemons);
  after(removeTempProjects);

  it('are none at first, and are told, listed and ended in one go', async () => {
    const client = await startHeld();
    assert.deepEqual(toldFaults(client), []);
    const faults = await add(
      client,
      { target: psu, kind: 'stuck' },
      { target: 'rackB', kind: 'away' },
    );
    assert.deepEqual(faults, [
      { target: psu, kind: 'stuck', id: 1, hits: 0 },
      { target: 'rackB', kind: 'away', id: 2, hits: 0 },
    ]);
    assert.deepEqual(toldFaults(client), faults);
    assert.deepEqual(await client.peer.request('removeFaults', { ids: [1] }), {
      faults: faults.slice(1),
    });
    await client.peer.request('removeFaults', {});
    assert.deepEqual(toldFaults(client), []);
    const journal = await client.journal();
    assert.deepEqual(
      journal.map(({ verb, target, args, actor }) => [verb, target, args, actor.kind]),
      [
        ['addFault', psu, { kind: 'stuck' }, 'panel'],
        ['addFault', 'rackB', { kind: 'away' }, 'panel'],
        ['removeFault', psu, { id: 1, kind: 'stuck' }, 'panel'],
        ['removeFault', 'rackB', { id: 2, kind: 'away' }, 'panel'],
      ],
    );
  });

  for (const [fault, expected, state] of [
    [{ kind: 'stuck' }, { is: false, ms: 0 }, false],
    [{ kind: 'lying' }, { is: false, ms: 0 }, false],
    [{ kind: 'slow', ms: 3_000 }, { is: true, ms: 6_000 }, true],
    [{ kind: 'slow', ms: 3_000, nth: 2 }, { is: true, ms: 3_000 }, true],
    [{ kind: 'drops' }, { is: 'connection-lost', ms: 0 }, null],
    [{ kind: 'drops', nth: 2 }, { is: 'connection-lost', ms: 0 }, null],
    [{ kind: 'away' }, { is: 'device-silent', ms: 10_000 }, null],
    [{ kind: 'flapping', ms: 500 }, { is: true, ms: 0 }, true],
  ] as const) {
    it(`are seen in outcome and tree when an outlet is switched: ${JSON.stringify(fault)}`, async () => {
      const client = await startHeld();
      await add(client, { target: psu, ...fault });
      assert.deepEqual(await act(client, 'setOutlet', psu, { state: true }), expected);
      assert.equal(states(client)[psu], state);
    });
  }

  it('flap in held time as it is stepped, and are seen when they are read', async () => {
    const client = await startHeld();
    await add(client, { target: psu, kind: 'flapping', ms: 1_000 });
    const seen: (boolean | null | undefined)[] = [];
    for (let second = 0; second < 4; second++) {
      await client.peer.request('stepTime', { ms: 1_000 });
      await act(client, 'updateNetwork', 'db');
      seen.push(states(client)[psu]);
    }
    assert.deepEqual(seen, [true, false, true, false]);
  });

  it('let a test lie', async () => {
    const client = await startHeld();
    await add(client, { target: 'probe', kind: 'testerLies' });
    assert.deepEqual(await act(client, 'runTest', 'db/answers'), { is: false, ms: 0 });
    const [test] = serversOf(client).get('db')?.tests ?? [];
    assert.equal(test?.opState, 'FAILED');
  });

  it('take a whole PDU away, and leave the others as they are', async () => {
    const client = await startHeld();
    const before = states(client);
    await add(client, { target: 'rackB', kind: 'away' });
    assert.equal((await act(client, 'updateNetwork', '')).ms, 10_000);
    const gone = { 'web/psu': null, 'nas/psu': null };
    assert.deepEqual(states(client), { ...before, ...gone });
    await client.peer.request('removeFaults', {});
    assert.equal((await act(client, 'updateNetwork', '')).ms, 0);
    assert.deepEqual(states(client), before);
  });

  it('let go of what hangs when they end, in real time', async () => {
    const { client } = await startDaemon(await makeRack({ deviceTime: 600 }));
    await add(client, { target: 'rackA', kind: 'away' });
    const args = { state: true };
    const asked = client.peer.request('act', { verb: 'setOutlet', target: psu, args });
    await client.until('the hit', () => toldFaults(client)?.[0]?.hits === 1);
    await client.peer.request('removeFaults', {});
    assert.equal((await asked).outcome.kind, 'done');
    assert.equal(states(client)[psu], true);
  });

  it('do not keep the daemon from ending', async () => {
    const { client } = await startDaemon(await makeRack({ deviceTime: 600 }));
    await add(client, { target: 'rackA', kind: 'away' });
    const args = { state: true };
    const asked = client.peer.request('act', { verb: 'setOutlet', target: psu, args });
    await client.until('the hit', () => toldFaults(client)?.[0]?.hits === 1);
    await client.peer.request('shutdown', {});
    assert.equal((await asked).outcome.kind, 'failed');
  });

  it('outlast a restart of the daemon', async () => {
    const { client } = await startDaemon(await makeRack());
    await add(client, { target: psu, kind: 'stuck' }, { target: 'rackB', kind: 'drops', nth: 2 });
    const notes = (): number => client.told.filter(({ kind }) => kind === 'faults').length;
    const before = notes();
    await client.peer.request('callCommand', { command: 'restart', data: null });
    await client.until('the faults of the next daemon', () => notes() > before);
    assert.deepEqual(toldFaults(client), [
      { target: psu, kind: 'stuck', id: 1, hits: 0 },
      { target: 'rackB', kind: 'drops', nth: 2, id: 2, hits: 0 },
    ]);
    const request = { verb: 'setOutlet', target: psu, args: { state: true } } as const;
    const { outcome } = await client.peer.request('act', request);
    assert.equal(outcome.kind === 'done' && outcome.observed, false);
  });

  for (const [fault, code] of [
    [{ target: 'rackC', kind: 'away' }, 'fault-target-unknown'],
    [{ target: 'rackA', kind: 'testerLies' }, 'fault-kind-unfit'],
    [{ target: 'nas/pings', kind: 'testerLies' }, 'fault-not-simulated'],
    [{ target: 'rackA', kind: 'slow', ms: -1 }, 'fault-out-of-range'],
  ] as const) {
    it(`are all refused when one cannot be: ${code}`, async () => {
      const client = await startHeld();
      await assert.rejects(add(client, { target: psu, kind: 'stuck' }, fault), { code });
      assert.deepEqual([toldFaults(client), await client.journal()], [[], []]);
    });
  }

  it('are refused to be ended when they are not there', async () => {
    const client = await startHeld();
    await assert.rejects(client.peer.request('removeFaults', { ids: [4] }), {
      code: 'fault-unknown',
    });
  });

  it('are read from a file, each mistake with its line', async () => {
    const text =
      '{"seed": 2, "faults": [\n{"target": "rackB", "kind": "away"},\n{"target": "rackC", "kind": "away"},\n{"target": "db/psu", "kind": "slow", "nth": 0}\n]}';
    const project = await makeRack({ files: { 'faults.json': text } });
    const file = join(project, 'faults.json');
    const { client, welcome } = await startDaemon(project, { args: ['--faults', file] });
    assert.deepEqual(
      toldFaults(client)?.map(({ target }) => target),
      ['rackB'],
    );
    const found = welcome.problems.filter(({ code }) => code.startsWith('fault-'));
    assert.deepEqual(
      found.map(({ code, source }) => [code, source?.file, source?.line]),
      [
        ['fault-out-of-range', file, 4],
        ['fault-target-unknown', file, 3],
      ],
    );
    const [entry] = await client.journal();
    assert.deepEqual(entry?.actor, { kind: 'daemon', file, line: 2 });
  });

  it('are said not to be read where there is no file', async () => {
    const project = await makeRack();
    const args = ['--faults', join(project, 'none.json')];
    const { welcome } = await startDaemon(project, { args });
    assert.ok(welcome.problems.some(({ code }) => code === 'fault-file-missing'));
  });
});

describe('Chances of faults', () => {
  after(removeTempProjects);

  it('make the same journal in virtual time for the same seed, and another one for another', async () => {
    const project = await makeProject({
      ...servers(12),
      'etc/config.ini': config('AutoControl', 'Operator'),
      'src/plugins/Operator.ts': operator,
      'faults.json': faultsOf(1),
      'others.json': faultsOf(2),
    });
    const run = (name: string) =>
      runVirtually(project, { for: '10m', faults: join(project, name) });
    const first = await run('faults.json');
    const second = await run('faults.json');
    assert.equal(first.err, '');
    assert.equal(second.journal, first.journal);
    const kinds = new Set(
      readJournal(first.journal).map((each) => ('verb' in each ? each.verb : each.what)),
    );
    assert.ok(kinds.has('addFault') && kinds.has('turnOn'));
    assert.match(first.journal, /"Failed to start"/);
    const other = await run('others.json');
    assert.notEqual(withoutFiles(other.journal), withoutFiles(first.journal));
  });
});

function faultsOf(seed: number): string {
  const faults: readonly FaultRule[] = [
    { target: 'rack', kind: 'drops', probability: 0.2 },
    { target: 'rack', kind: 'slow', ms: 1_500, probability: 0.3 },
    { target: 'rack', kind: 'stuck', probability: 0.1 },
  ];
  return JSON.stringify({ seed, faults });
}

/** Where the faults were read is no difference. */
function withoutFiles(journal: string): string {
  return journal.replaceAll('others.json', 'faults.json');
}

describe('A rehearsed power cut', () => {
  afterEach(stopDaemons);
  after(removeTempProjects);

  it('keeps AutoControl from starting anything, which goes on when the power is back', async () => {
    const nas = '[server]\noutlets = psu\n[psu]\npdu = rackB\nsocket = 2\n';
    const client = await startHeld({ 'etc/servers/nas.ini': nas });
    await client.run(['AutoControl']);
    const preset = faultPresets.find(({ id }) => id === 'power-cut');
    assert.ok(preset);
    const rules = presetFaults(preset, [...serversOf(client).values()]);
    const { peer } = client;
    await peer.request('addFaults', { faults: rules });
    const command = { command: 'switchNetwork', data: { state: 'true' } };
    await stepUntil(client, peer.request('callCommand', command));
    await stepTo(client, () => (serversOf(client).get('db')?.startAttempts ?? 0) > 0);
    for (const server of serversOf(client).values()) {
      assert.ok(server.outlets.every(({ state }) => state !== true));
    }
    await peer.request('removeFaults', {});
    await stepTo(client, () =>
      client.linesOf('AutoControl').some((line) => /All servers are on/.test(line)),
    );
    for (const { opState } of serversOf(client).values()) assert.equal(opState, 'OK');
  });
});

/** Steps until it is so. */
async function stepTo(client: DaemonClient, isSo: () => boolean): Promise<void> {
  for (let steps = 0; steps < 1_000; steps++) {
    if (isSo()) return;
    await client.peer.request('stepTime', {});
  }
  assert.fail(`Not so after many steps. Told was:\n${client.linesOf('AutoControl').join('\n')}`);
}
