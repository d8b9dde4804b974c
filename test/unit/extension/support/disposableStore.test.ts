import assert from 'node:assert/strict';
import { DisposableStore } from '../../../../extension/support/disposableStore.ts';

describe('A disposable store', () => {
  it('releases what it holds once, the last first', () => {
    const released: string[] = [];
    const store = new DisposableStore();
    for (const name of ['first', 'second']) store.add({ dispose: () => released.push(name) });
    store.dispose();
    store.dispose();
    assert.deepEqual(released, ['second', 'first']);
  });

  it('releases at once what comes too late', () => {
    const released: string[] = [];
    const store = new DisposableStore();
    store.dispose();
    store.add({ dispose: () => released.push('late') });
    assert.deepEqual(released, ['late']);
  });
});
