import assert from 'node:assert/strict';
import { PinnedServers } from '../../../../../extension/views/serverTree/pinnedServers.ts';

const fail = (error: unknown): never => assert.fail(String(error));

/** What a workspace remembers. */
function memory(content = new Map<string, unknown>()) {
  return {
    get: (key: string) => content.get(key),
    update: (key: string, value: unknown) => Promise.resolve(void content.set(key, value)),
  } as ConstructorParameters<typeof PinnedServers>[0];
}

describe('Pinned servers', () => {
  it('are remembered for the workspace, each for its project', () => {
    const kept = memory();
    const pins = new PinnedServers(kept, fail);
    let changes = 0;
    pins.onDidChange(() => (changes += 1));
    pins.pin('/p', 'web1');
    pins.pin('/q', 'web1');
    pins.pin('/p', 'db1');
    pins.pin('/p', 'web1');
    pins.unpin('/q', 'web1');
    const later = new PinnedServers(kept, fail);
    assert.deepEqual([...later.pinnedOf('/p')].sort(), ['db1', 'web1']);
    assert.deepEqual([...later.pinnedOf('/q')], []);
    assert.equal(changes, 5);
  });

  it('begin anew when what is remembered is something else', () => {
    const content = new Map<string, unknown>([
      ['ockle.serverTree.pinned', [['/p', 'a'], 'b', [1]]],
    ]);
    assert.deepEqual([...new PinnedServers(memory(content), fail).pinnedOf('/p')], ['a']);
  });
});
