import type * as vscode from 'vscode';
import type { Daemons } from '../daemon/daemons.ts';
import { DisposableStore, type Releasable } from '../support/disposableStore.ts';

/** Remembers for one workspace, beyond the end of VS Code. */
export type WorkspaceMemory = Pick<vscode.Memento, 'get' | 'update'>;

const wasSeen = 'ockle.serverTree.wasSeen';

/**
 * Unfolds the view at the first run in a workspace: VS Code starts every view of Run and Debug folded
 * at the bottom, where nobody finds it. Once seen, it is the user's.
 * `unfold` must not be `reveal`, which breaks into the view's own first question for rows.
 */
export function unfoldOnce(
  view: Pick<vscode.TreeView<string>, 'onDidChangeVisibility'>,
  daemons: Pick<Daemons, 'onDidChange'> & { readonly all: readonly unknown[] },
  unfold: () => Thenable<unknown>,
  memory: WorkspaceMemory,
  reportError: (error: unknown) => void,
): Releasable {
  const store = new DisposableStore();
  const remember = (): void => void memory.update(wasSeen, true).then(undefined, reportError);
  store.add(
    view.onDidChangeVisibility(({ visible }) => {
      if (visible && memory.get(wasSeen) !== true) remember();
    }),
  );
  store.add(
    daemons.onDidChange(() => {
      if (daemons.all.length === 0 || memory.get(wasSeen) === true) return;
      remember();
      unfold().then(undefined, reportError);
    }),
  );
  return store;
}
