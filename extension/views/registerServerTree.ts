import * as vscode from 'vscode';
import { contributions, setContext } from '../contributions.ts';
import type { Daemons } from '../daemon/daemons.ts';
import { DisposableStore, type Releasable } from '../support/disposableStore.ts';
import type { Failure } from '../support/failures.ts';
import { ProjectFolders } from './projectFolders.ts';
import { ServerTreeProvider } from './serverTreeProvider.ts';
import { registerSwitchCommands } from './switchServer.ts';
import { unfoldOnce, type WorkspaceMemory } from './unfoldOnce.ts';

/** What the server tree needs of the rest of the extension. */
export interface ServerTreeDependencies {
  readonly daemons: Pick<Daemons, 'all' | 'forProject' | 'onDidChange'>;
  /** Tells the user. */
  readonly report: (failure: Failure) => void;
  readonly memory: WorkspaceMemory;
  /** Writes to the log. */
  readonly reportError: (error: unknown) => void;
}

/** The registered tree; `rows` is what VS Code draws, by ids that its commands take. */
export interface RegisteredServerTree extends Releasable {
  readonly rows: vscode.TreeDataProvider<string>;
}

/** The Ockle Server Tree in Run and Debug, its commands and the context keys it appears by. */
export function registerServerTree(dependencies: ServerTreeDependencies): RegisteredServerTree {
  const { daemons, memory, reportError } = dependencies;
  const store = new DisposableStore();
  const folders = store.add(new ProjectFolders(reportError));
  const treeDataProvider = store.add(new ServerTreeProvider({ folders, daemons, reportError }));
  const view = store.add(
    vscode.window.createTreeView(contributions.views.serverTree, { treeDataProvider }),
  );
  const update = (): void => {
    const isActive = daemons.all.length > 0;
    const hasProject = folders.all.length > 0;
    const message = 'Not running. Press F5 in a plugin.';
    view.message = hasProject && !isActive ? message : '';
    const { active, project } = contributions.contextKeys;
    setContext(vscode.commands, active, isActive).catch(reportError);
    setContext(vscode.commands, project, hasProject).catch(reportError);
  };
  store.add(folders.onDidChange(update));
  store.add(daemons.onDidChange(update));
  const unfold = (): Thenable<unknown> =>
    vscode.commands.executeCommand(`${contributions.views.serverTree}.focus`, {
      preserveFocus: true,
    });
  store.add(unfoldOnce(view, daemons, unfold, memory, reportError));
  for (const command of registerSwitchCommands(dependencies)) store.add(command);
  update();
  return { rows: treeDataProvider, dispose: () => store.dispose() };
}
