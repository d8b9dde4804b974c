import type * as vscode from 'vscode';
import type { Daemons } from '../daemon/daemons.ts';
import { DisposableStore, type Releasable } from '../support/disposableStore.ts';

/** Remembers for one workspace, beyond the end of VS Code. */
export type WorkspaceMemory = Pick<vscode.Memento, 'get' | 'update'>;

const wasSeen = 'ockle.serverTree.wasSeen';

/**
 * Unfolds the view at the first run in a workspace, without taking the focus: VS Code starts every
 * view of Run and Debug folded at the bottom, where nobody finds it. Once seen, it is the user's.
 */
export function revealOnce(
  view: Pick<vscode.TreeView<string>, 'reveal' | 'visible' | 'onDidChangeVisibility'>,
  daemons: Pick<Daemons, 'all' | 'onDidChange'>,
  firstRow: () => Promise<string | undefined>,
  memory: WorkspaceMemory,
  reportError: (error: unknown) => void,
): Releasable {
  const store = new DisposableStore();
  const remember = (): Thenable<void> => memory.update(wasSeen, true);
  const reveal = async (): Promise<void> => {
    const row = await firstRow();
    if (row === undefined) return;
    await remember();
    await view.reveal(row, { focus: false, select: false });
  };
  store.add(
    view.onDidChangeVisibility(({ visible }) => {
      if (visible && !memory.get(wasSeen)) remember().then(undefined, reportError);
    }),
  );
  store.add(
    daemons.onDidChange(() => {
      if (daemons.all.length > 0 && !memory.get(wasSeen)) reveal().catch(reportError);
    }),
  );
  return store;
}
