import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { PluginPhase } from '../../../../runtime/protocol/index.ts';
import { SessionRig } from '../../../support/daemon/sessionRig.ts';
import type { Message } from '../../../support/dap/sessionClient.ts';
import { protocolRequests, typeErrors } from '../../../support/dap/debugProtocol.ts';

const answered = [
  'initialize',
  'launch',
  'attach',
  'restart',
  'terminate',
  'disconnect',
  'configurationDone',
  'setBreakpoints',
  'setExceptionBreakpoints',
  'threads',
];
const launch = { project: '/project', plugins: ['Rota'] };
const running: PluginPhase = { kind: 'running', since: 0 };
const failure = { code: 'plugin-run-failed', message: 'No door.' } as const;

/** What a session said, as `event` or `command ok|refused`. */
function spoken({ type, event, command, success }: Message): string {
  return type === 'event' ? String(event) : `${String(command)} ${success ? 'ok' : 'refused'}`;
}

function count(rig: SessionRig, event: string): number {
  return rig.messages.filter((message) => message.event === event).length;
}

function newRig(): SessionRig {
  const rig = new SessionRig();
  rig.holdRun();
  return rig;
}

describe('The debug adapter', () => {
  const unsupported = protocolRequests().filter((command) => !answered.includes(command));

  it('knows the requests of the protocol', () => {
    assert.ok(unsupported.length > 30, `There are ${unsupported.length} others.`);
    const known = protocolRequests();
    assert.deepEqual(
      answered.filter((command) => !known.includes(command)),
      [],
    );
  });

  for (const command of [...unsupported, 'noSuchRequest']) {
    it(`refuses "${command}" with a reason, whatever it is asked with`, async () => {
      const rig = newRig();
      await rig.launch();
      for (const args of [{}, { threadId: 1 }, undefined]) {
        const { success, body, message } = await rig.ask(command, args);
        assert.equal(success, false);
        assert.match(message ?? '', new RegExp(`"${command}"`));
        assert.equal((body?.['error'] as { readonly id: number }).id, 1);
      }
      assert.equal(count(rig, 'terminated'), 0, 'The session goes on.');
    });
  }

  it('speaks in the order of the protocol from the beginning to the end', async () => {
    const rig = newRig();
    await rig.ask('initialize', { adapterID: 'ockle', pathFormat: 'path' });
    const launched = rig.ask('launch', launch);
    await rig.ask('setBreakpoints', { source: { path: '/a.ts' }, breakpoints: [{ line: 1 }] });
    await rig.ask('setExceptionBreakpoints', { filters: [] });
    await rig.ask('configurationDone');
    await launched;
    rig.tell('Rota', running);
    rig.daemon.connection.notes.debugLine({ t: 0, text: 'hello', stream: 'stdout' });
    rig.tell('Rota', { kind: 'stopped' });
    await rig.terminated();
    await rig.ask('disconnect');
    assert.deepEqual(
      rig.messages.map(spoken).filter((each) => !each.startsWith('launch')),
      [
        'initialize ok',
        'initialized',
        'setBreakpoints ok',
        'setExceptionBreakpoints ok',
        'configurationDone ok',
        'output',
        'exited',
        'terminated',
        'disconnect ok',
      ],
    );
  });

  it('ends once, with an exit code that tells a failure', async () => {
    for (const [phase, exitCode] of [
      [{ kind: 'stopped' }, 0],
      [{ kind: 'failed', failure }, 1],
    ] as const) {
      const rig = newRig();
      await rig.launch();
      rig.tell('Rota', running);
      rig.tell('Rota', phase);
      await rig.terminated();
      await Promise.all([rig.ask('terminate'), rig.ask('disconnect'), rig.ask('disconnect')]);
      assert.deepEqual([count(rig, 'exited'), count(rig, 'terminated')], [1, 1]);
      const exited = rig.messages.find(({ event }) => event === 'exited');
      assert.deepEqual(exited?.body, { exitCode });
    }
  });

  it('answers to terminate with the end, and to disconnect with silence', async () => {
    const rig = newRig();
    await rig.launch();
    await rig.ask('terminate');
    await rig.terminated();
    assert.deepEqual(rig.messages.slice(-3).map(spoken), ['terminate ok', 'exited', 'terminated']);
    const other = newRig();
    await other.launch();
    await other.ask('disconnect');
    other.tell('Rota', { kind: 'stopped' });
    assert.equal(other.messages.map(spoken).at(-1), 'disconnect ok');
  });

  for (const [what, commands, expected] of [
    ['before initialize', ['launch', 'threads', 'restart', 'configurationDone'], 4],
    ['as a second initialize', ['initialize', 'initialize'], 1],
    ['as a second launch', ['initialize', 'launch', 'attach', 'launch'], 2],
    ['as a restart of nothing', ['initialize', 'restart'], 1],
    ['after the end', ['initialize', 'launch', 'terminate', 'threads', 'launch', 'restart'], 3],
  ] as const) {
    it(`refuses what comes ${what}`, async () => {
      const rig = newRig();
      const answers: string[] = [];
      for (const command of commands) answers.push(spoken(await rig.ask(command, launch)));
      const refused = answers.slice(-expected);
      assert.ok(
        refused.every((answer) => answer.endsWith('refused')),
        answers.join(', '),
      );
      assert.equal(answers.filter((answer) => answer.endsWith('refused')).length, expected);
    });
  }

  for (const args of [{}, { project: '/project' }, { project: 7, plugins: 'all' }, undefined]) {
    it(`refuses to launch with ${JSON.stringify(args)}, and ends`, async () => {
      const rig = newRig();
      await rig.ask('initialize', { adapterID: 'ockle' });
      assert.equal((await rig.ask('launch', args)).success, false);
      await rig.terminated();
      assert.deepEqual(rig.told, ['detach'], 'No daemon is started.');
      assert.equal(count(rig, 'exited'), 0, 'Nothing ran that could exit.');
    });
  }
});

describe('The debug adapter, asked at random', () => {
  const commands = [...protocolRequests(), 'noSuchRequest'];
  const args = fc.oneof(
    { weight: 4, arbitrary: fc.constant<unknown>(launch) },
    fc.constant<unknown>({ ...launch, noDebug: true }),
    fc.constant<unknown>(undefined),
    fc.jsonValue({ maxDepth: 2 }),
  );
  const step = fc.oneof(
    fc.record({ ask: fc.constantFrom(...commands, ...answered, ...answered), args }),
    fc.record({ tell: fc.constantFrom('starting', 'running', 'stopping', 'stopped', 'failed') }),
    fc.constant({ end: true }),
  );
  type Step = typeof step extends fc.Arbitrary<infer Each> ? Each : never;
  const said: Message[] = [];

  function take(rig: SessionRig, each: Step, generation: number): Promise<Message> | undefined {
    if ('ask' in each) return rig.ask(each.ask, each.args as object | undefined);
    if ('end' in each) {
      rig.daemon.connection.end(undefined);
      return undefined;
    }
    const phase = (
      each.tell === 'failed' ? { kind: 'failed', failure } : { kind: each.tell, since: 0 }
    ) as PluginPhase;
    rig.tell('Rota', phase, { generation });
    return undefined;
  }

  it('answers every request once and says nothing after the end, 2,000 times', async () => {
    const sequences = fc.array(step, { minLength: 1, maxLength: 14 });
    const property = fc.asyncProperty(sequences, async (steps) => {
      const rig = newRig();
      const first = rig.ask('initialize', { adapterID: 'ockle' });
      const answers = steps.map((each, index) => take(rig, each, 1 + Math.floor(index / 4)));
      await Promise.all([first, ...answers, rig.ask('disconnect')]);
      const responses = rig.messages.filter(({ type }) => type === 'response');
      const numbers = responses.map(({ request_seq: number }) => number);
      assert.equal(new Set(numbers).size, numbers.length, 'No request is answered twice.');
      assert.ok(count(rig, 'terminated') <= 1 && count(rig, 'exited') <= 1);
      const events = rig.messages.filter(({ type }) => type === 'event').map(spoken);
      const end = events.indexOf('terminated');
      assert.ok(end < 0 || end === events.length - 1, `After the end: ${events.join(' ')}`);
      if (said.length < 4000) said.push(...rig.messages);
    });
    await fc.assert(property, { numRuns: 2000, seed: 20, endOnFailure: true });
  });

  it('says only what the types of the protocol allow', () => {
    assert.ok(said.length > 1000);
    const wrong = { seq: 1, type: 'event', event: 'exited', body: { exitcode: 0 } };
    const errors = typeErrors([...said, wrong]);
    assert.equal(errors.length, 1, errors.join('\n'));
    assert.match(errors[0] ?? '', /exitcode/, 'The types are looked at.');
  }).timeout(120_000);
});
