import assert from 'node:assert/strict';
import type { JsonObject, PowerVerb } from '../../runtime/protocol/index.ts';
import { powerVerbs } from '../../runtime/protocol/index.ts';
import { removeTempProjects } from '../support/runtime/tempProject.ts';
import { startDaemon, stopDaemons } from './support/daemonClient.ts';
import { stepUntil } from './support/heldClient.ts';
import { makeRack } from './support/rackProject.ts';

/** One action of each verb, in an order in which all can be done, and what was seen then. */
const actions: readonly (readonly [PowerVerb, string, JsonObject, unknown])[] = [
  ['turnOn', 'db', {}, 'OK'],
  ['turnOn', 'web', { ignoreDeps: true }, 'OK'],
  ['turnOff', 'web', {}, 'OFF'],
  ['setOutlet', 'web/psu', { state: true }, true],
  ['setControl', 'db/soft', { state: false }, false],
  ['runTest', 'db/answers', {}, true],
  ['setOpState', 'web', { opState: 'Forced on' }, 'Forced on'],
  ['setOpState', 'db/psu', { list: 'outlets', opState: 'Forced off' }, 'Forced off'],
  ['resetAttempts', 'db', {}, { startAttempts: 0, shutdownAttempts: 0 }],
  ['updateNetwork', 'db', { runTests: false }, 'Failed to start'],
  ['allOff', '', {}, { skipped: [] }],
  ['initiateStartup', '', {}, { skipped: [] }],
];

describe('Actions of a client', () => {
  afterEach(stopDaemons);
  after(removeTempProjects);

  it('can be of every verb, pass the gate, and answer what came of them', async () => {
    const { client } = await startDaemon(await makeRack(), { args: ['--time', 'held'] });
    for (const [verb, target, args, observed] of actions) {
      const asked = client.peer.request('act', { verb, target, args });
      const { outcome } = (await stepUntil(client, asked)).answer;
      assert.equal(outcome.kind, 'done', `${verb} ${target}: ${JSON.stringify(outcome)}`);
      assert.deepEqual(outcome.observed, observed, `${verb} ${target}`);
    }
    assert.deepEqual(new Set(actions.map(([verb]) => verb)), new Set(powerVerbs));
    const journal = await client.journal();
    assert.deepEqual(
      journal.map(({ verb, target, args, actor }) => [verb, target, args, actor]),
      actions.map(([verb, target, args]) => [verb, target, args, { kind: 'panel' }]),
    );
  });

  for (const [verb, target, args, expected] of [
    ['setOutlet', 'db/psu', {}, 'args-invalid'],
    ['setOpState', 'db', { opState: 'on' }, 'args-invalid'],
    ['turnOn', 'db', { ignoreDeps: 'yes' }, 'args-invalid'],
    ['setOutlet', 'db/none', { state: true }, 'object-unknown'],
    ['runTest', 'db', {}, 'object-unknown'],
    ['turnOn', 'none', {}, 'server-unknown'],
    ['turnOn', 'web', {}, 'dependencies'],
    ['allOff', 'web', {}, 'args-invalid'],
    ['initiateStartup', 'web', {}, 'args-invalid'],
  ] as const) {
    it(`say why they cannot be done: ${verb} of ${target} with ${JSON.stringify(args)}`, async () => {
      const { client } = await startDaemon(await makeRack());
      const { outcome } = await client.peer.request('act', { verb, target, args });
      const why = outcome.kind === 'failed' ? outcome.code : outcome.kind;
      assert.equal(outcome.kind === 'refused' ? outcome.rule : why, expected);
    });
  }

  it('are refused when no verb is of that name', async () => {
    const { client } = await startDaemon(await makeRack());
    const request = { verb: 'explode' as PowerVerb, target: 'db', args: {} };
    await assert.rejects(client.peer.request('act', request), { code: 'bad-params' });
    assert.deepEqual(await client.journal(), []);
  });
});
