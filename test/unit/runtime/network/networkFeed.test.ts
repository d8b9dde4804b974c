import assert from 'node:assert/strict';
import { maxPartBytes, NetworkFeed } from '../../../../runtime/network/networkFeed.ts';
import { ServerNetwork } from '../../../../runtime/network/serverNetwork.ts';
import type { NetworkDelta } from '../../../../runtime/protocol/index.ts';
import { dummyServer } from './testServer.ts';

function followedNetwork(names: readonly string[]) {
  const network = new ServerNetwork();
  for (const name of names) network.addServer(dummyServer(name, network.reportChange));
  const feed = new NetworkFeed(network);
  const deltas: NetworkDelta[] = [];
  feed.onDidChange((delta) => deltas.push(delta));
  return { network, feed, deltas };
}

describe('NetworkFeed', () => {
  it('gives an empty network one empty part', () => {
    const { feed } = followedNetwork([]);
    assert.deepEqual(feed.snapshot(), [{ seq: 0, part: 0, parts: 1, servers: [] }]);
  });

  it('numbers its deltas by one, and a snapshot says which it contains', async () => {
    const { network, feed, deltas } = followedNetwork(['db', 'web']);
    await network.requireServer('db').turnOn();
    feed.flush();
    await network.requireServer('web').turnOn();
    const [part] = feed.snapshot();
    assert.deepEqual(
      deltas.map(({ seq, changed }) => [seq, changed.map(({ name }) => name)]),
      [
        [1, ['db']],
        [2, ['web']],
      ],
    );
    assert.equal(part?.seq, 2);
    assert.deepEqual(
      part.servers.map(({ name, opState }) => [name, opState]),
      [
        ['db', 'OK'],
        ['web', 'OK'],
      ],
    );
  });

  it('sends changes of one turn together, without being asked', async () => {
    const { network, deltas } = followedNetwork(['db', 'web']);
    network.reportChange(network.requireServer('db'));
    network.reportChange(network.requireServer('web'));
    assert.equal(deltas.length, 0);
    await new Promise((resolve) => setImmediate(resolve));
    assert.deepEqual(
      deltas.map(({ changed }) => changed.length),
      [2],
    );
  });

  it('splits snapshot and deltas at 256 KiB', () => {
    const names = Array.from({ length: 2000 }, (_, at) => `server${at}`);
    const { network, feed, deltas } = followedNetwork(names);
    const parts = feed.snapshot();
    assert.ok(parts.length > 1);
    for (const { servers } of parts) {
      assert.ok(Buffer.byteLength(JSON.stringify(servers)) <= maxPartBytes + 2);
    }
    assert.equal(parts.flatMap(({ servers }) => servers).length, 2000);
    for (const node of network.getSortedNodeList()) network.reportChange(node);
    feed.flush();
    assert.deepEqual(
      deltas.map(({ seq }) => seq),
      parts.map((_, at) => at + 1),
    );
  });
});
