import type { DaemonConnection } from '../daemon/daemonConnection.ts';
import type { Daemons } from '../daemon/daemons.ts';
import { DisposableStore, type Releasable } from '../support/disposableStore.ts';

/**
 * Subscribes to every daemon that runs, now or later, for as long as it runs; `update` is called
 * when one comes or goes.
 */
export function followRunning(
  daemons: Pick<Daemons, 'all' | 'onDidChange'>,
  listen: (connection: DaemonConnection) => readonly Releasable[],
  update: () => void,
): Releasable {
  const listening = new Map<DaemonConnection, DisposableStore>();
  const follow = (): void => {
    const running = new Set(daemons.all);
    for (const [connection, store] of listening) {
      if (running.has(connection)) continue;
      store.dispose();
      listening.delete(connection);
    }
    for (const connection of running) {
      if (listening.has(connection)) continue;
      const store = new DisposableStore();
      for (const each of listen(connection)) store.add(each);
      listening.set(connection, store);
    }
    update();
  };
  const changes = daemons.onDidChange(follow);
  follow();
  return {
    dispose: () => {
      changes.dispose();
      for (const store of listening.values()) store.dispose();
    },
  };
}
