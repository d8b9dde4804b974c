import * as vscode from 'vscode';
import { DisposableStore, type Releasable } from '../support/disposableStore.ts';

/**
 * Calls back for each file of a project that appeared, changed or went away: as the editor saved it, as
 * VS Code's watcher heard of it, or as it was found in a new folder. `globs` begin with a folder.
 */
export function watchFiles(
  project: vscode.Uri,
  globs: readonly string[],
  onDidFind: vscode.Event<readonly vscode.Uri[]>,
  heard: (file: vscode.Uri) => void,
): Releasable {
  const store = new DisposableStore();
  const folders = globs.map((glob) => `${project.path}/${glob.slice(0, glob.indexOf('/') + 1)}`);
  const hear = (file: vscode.Uri): void => {
    if (folders.some((folder) => file.path.startsWith(folder))) heard(file);
  };
  store.add(vscode.workspace.onDidSaveTextDocument(({ uri }) => hear(uri)));
  store.add(onDidFind((files) => files.forEach(hear)));
  for (const glob of globs) {
    const pattern = new vscode.RelativePattern(project, glob);
    const watcher = store.add(vscode.workspace.createFileSystemWatcher(pattern));
    store.add(watcher.onDidCreate(heard));
    store.add(watcher.onDidChange(heard));
    store.add(watcher.onDidDelete(heard));
  }
  return store;
}
