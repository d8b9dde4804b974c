import assert from 'node:assert/strict';
import fc from 'fast-check';
import { CallChain } from '../../../../../runtime/host/node/callChain.ts';
import { DaemonLink } from '../../../../../runtime/host/node/daemonLink.ts';
import { NetworkReplica } from '../../../../../runtime/host/node/networkReplica.ts';
import { ServerNodeProxy } from '../../../../../runtime/host/node/serverNodeProxy.ts';
import type { Frames } from '../../../../../runtime/host/node/workspaceFrames.ts';
import { isSameJson } from '../../../../../runtime/plugins/shipped/core/isSameJson.ts';
import { ServerViews } from '../../../../../runtime/plugins/shipped/core/serverViews.ts';
import type {
  HostReportContract,
  JsonObject,
  Peer,
  ServerSnapshot,
} from '../../../../../runtime/protocol/index.ts';

const frames: Frames = {
  capture: () => ({ frames: () => '' }),
  captureStack: () => ({ frames: () => '' }),
  locate: () => undefined,
  pathOf: (file: string) => file,
  show: () => '',
};

/** One server as a plugin has it, its devices' data what the daemon would answer. */
function openServer() {
  const replica = new NetworkReplica();
  let data: Readonly<Record<'outlets' | 'controls', JsonObject>> = { outlets: {}, controls: {} };
  const peer = {
    closed: new Promise<never>(() => undefined),
    request: () => Promise.resolve(structuredClone(data)),
    notify: () => undefined,
  } as unknown as Peer<HostReportContract>;
  const link = new DaemonLink(peer, new CallChain(), frames, { file: 'a.ts', line: 1 });
  let seq = 0;
  const become = (server: ServerSnapshot, answers: typeof data): void => {
    data = answers;
    replica.takeDelta({ seq: ++seq, changed: [server] });
  };
  return { node: new ServerNodeProxy('web', replica, link), become };
}

const name = fc.constantFrom('psu', 'ssh', '1', '__proto__', 'ä');
const opState = fc.constantFrom('OK', 'OFF', 'Unknown', 'Did not initiate yet');
const switches = fc.uniqueArray(
  fc.record({
    name,
    type: fc.constant('Dummy'),
    generator: fc.constant('rack'),
    opState,
    state: fc.constantFrom(true, false, null),
    hasData: fc.constantFrom(true, undefined),
  }),
  { selector: (each) => each.name, maxLength: 3 },
);
const deviceData = fc.dictionary(name, fc.dictionary(name, fc.jsonValue({ maxDepth: 2 })));
const state = fc.record({
  server: fc.record({
    name: fc.constant('web'),
    opState,
    dependencies: fc.constant([]),
    startAttempts: fc.integer({ min: 0, max: 2 }),
    shutdownAttempts: fc.constant(0),
    outlets: switches,
    controls: switches,
    tests: fc.uniqueArray(
      fc.record({
        name,
        type: fc.constant('Dummy'),
        opState: fc.constantFrom('SUCCEEDED', 'FAILED', 'Did not initiate yet'),
      }),
      { selector: (each) => each.name, maxLength: 2 },
    ),
    file: fc.constant('/etc/servers/web.ini'),
  }),
  data: fc.record({ outlets: deviceData, controls: deviceData }),
});

describe('Views of a server', () => {
  it('show every change, and are the same object when nothing of them has changed', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(state, { minLength: 1, maxLength: 6 }), async (states) => {
        const { node, become } = openServer();
        const views = new ServerViews();
        // Each twice, as only the second look can find what the first one left.
        for (const { server, data } of states.flatMap((each) => [each, structuredClone(each)])) {
          become(server as unknown as ServerSnapshot, data as Parameters<typeof become>[1]);
          const expected = await new ServerViews().of(node);
          const view = await views.of(node);
          assert.equal(JSON.stringify(view), JSON.stringify(expected));
          assert.equal(await views.of(node), view);
          assert.throws(() => Object.assign(view, { Name: 'other' }), TypeError);
        }
      }),
    );
  });
});

describe('isSameJson', () => {
  it('holds for what is written as the same JSON, and for nothing else', () => {
    const value = fc.jsonValue({ maxDepth: 3 }) as fc.Arbitrary<JsonObject>;
    fc.assert(
      fc.property(value, value, (one, other) => {
        assert.equal(isSameJson(one, structuredClone(one)), true);
        assert.equal(isSameJson(one, other), JSON.stringify(one) === JSON.stringify(other));
      }),
    );
    for (const [one, other] of [
      [
        { a: 1, b: 2 },
        { b: 2, a: 1 },
      ],
      [[], {}],
      [['x'], { 0: 'x' }],
      [{ a: null }, {}],
      [null, {}],
      ['1', 1],
      [{ a: [1] }, { a: [1, 2] }],
    ] as const) {
      assert.equal(isSameJson(one, other), false, JSON.stringify([one, other]));
    }
  });
});
