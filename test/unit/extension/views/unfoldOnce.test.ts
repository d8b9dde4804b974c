import assert from 'node:assert/strict';
import { Emitter } from '../../../../extension/support/emitter.ts';
import { unfoldOnce } from '../../../../extension/views/unfoldOnce.ts';

/** A window of one workspace; windows of the same workspace share `memory`. */
function window(memory: Map<string, unknown>) {
  const fail = (error: unknown): never => assert.fail(String(error));
  const visibility = new Emitter<{ readonly visible: boolean }>(fail);
  const changed = new Emitter<void>(fail);
  const daemons = { all: [] as string[], onDidChange: changed.event };
  let unfolded = 0;
  unfoldOnce(
    { onDidChangeVisibility: visibility.event },
    daemons,
    () => Promise.resolve(void (unfolded += 1)),
    {
      get: (key: string) => memory.get(key),
      update: (key: string, value: unknown) => Promise.resolve(void memory.set(key, value)),
    } as Parameters<typeof unfoldOnce>[3],
    fail,
  );
  return {
    run: () => {
      daemons.all = ['daemon'];
      changed.fire();
    },
    stop: () => {
      daemons.all = [];
      changed.fire();
    },
    see: () => visibility.fire({ visible: true }),
    unfolded: () => unfolded,
  };
}

describe('The server tree in a workspace', () => {
  it('unfolds at the first run only', () => {
    const memory = new Map<string, unknown>();
    const first = window(memory);
    first.stop();
    assert.equal(first.unfolded(), 0);
    first.run();
    first.stop();
    first.run();
    assert.equal(first.unfolded(), 1);
    const second = window(memory);
    second.run();
    assert.equal(second.unfolded(), 0);
  });

  it('stays as the user left it when it was seen before', () => {
    const { see, run, unfolded } = window(new Map());
    see();
    run();
    assert.equal(unfolded(), 0);
  });
});
