import assert from 'node:assert/strict';
import { NetworkReplica } from '../../../../../runtime/host/node/networkReplica.ts';
import type { ServerSnapshot } from '../../../../../runtime/protocol/index.ts';
import { chainOf, serverOf } from './serverTree.ts';

function replicaOf(...servers: readonly ServerSnapshot[]): NetworkReplica {
  const replica = new NetworkReplica();
  replica.takePart({ seq: 0, part: 0, parts: 1, servers });
  return replica;
}

describe('NetworkReplica', () => {
  it('lists needed servers first, else in the order it was told', () => {
    const replica = replicaOf(serverOf('web', ['db', 'nas']), serverOf('nas'), serverOf('db'));
    assert.deepEqual(replica.names, ['db', 'nas', 'web']);
  });

  it('knows who needs a server', () => {
    const replica = replicaOf(serverOf('nas'), serverOf('b', ['nas']), serverOf('a', ['nas', 'b']));
    assert.deepEqual(replica.dependentsOf('nas'), ['b', 'a']);
    assert.deepEqual(replica.dependentsOf('a'), []);
    assert.deepEqual(replica.dependentsOf('nobody'), []);
  });

  it('waits for all parts of a snapshot', () => {
    const replica = new NetworkReplica();
    replica.takePart({ seq: 4, part: 0, parts: 2, servers: [serverOf('a')] });
    assert.deepEqual([replica.names, replica.lastSeq], [[], 0]);
    replica.takePart({ seq: 4, part: 1, parts: 2, servers: [serverOf('b', ['a'])] });
    assert.deepEqual([replica.names, replica.lastSeq], [['a', 'b'], 4]);
  });

  it('follows a need that changes and a server that is new', () => {
    const replica = replicaOf(serverOf('a'), serverOf('b', ['a']));
    replica.takeDelta({ seq: 1, changed: [serverOf('b'), serverOf('a', ['c']), serverOf('c')] });
    assert.deepEqual(replica.names, ['c', 'a', 'b']);
    assert.deepEqual(replica.dependentsOf('a'), []);
    assert.deepEqual(replica.dependentsOf('c'), ['a']);
  });

  it('keeps its order and index through changes of OpStates', () => {
    const replica = replicaOf(serverOf('a'), serverOf('b', ['a']));
    const { names } = replica;
    replica.takeDelta({ seq: 1, changed: [serverOf('b', ['a'], 'OK')] });
    assert.equal(replica.names, names);
    assert.equal(replica.get('b')?.opState, 'OK');
  });

  it('leaves out a change that the snapshot has already', () => {
    const replica = new NetworkReplica();
    replica.takePart({ seq: 7, part: 0, parts: 1, servers: [serverOf('a', [], 'OK')] });
    replica.takeDelta({ seq: 7, changed: [serverOf('a')] });
    assert.equal(replica.get('a')?.opState, 'OK');
  });

  it('orders a chain that is longer than the call stack is deep', () => {
    const replica = replicaOf(...chainOf(50_000, 'OFF'));
    assert.equal(replica.names[0], 's0');
    assert.equal(replica.names.at(-1), 's49999');
  });
});
