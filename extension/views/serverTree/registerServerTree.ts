import * as vscode from 'vscode';
import {
  contributions,
  registerCommand,
  setContext,
  type ContextKey,
} from '../../contributions.ts';
import type { Daemons } from '../../daemon/daemons.ts';
import { DisposableStore, type Releasable } from '../../support/disposableStore.ts';
import { failures, type Failure } from '../../support/failures.ts';
import { registerRowActions } from './actOnRows.ts';
import { registerFaultCommands } from '../faults/faultCommands.ts';
import { registerFilter } from './filterTree.ts';
import { Journals } from '../journal/journals.ts';
import { PinnedServers } from './pinnedServers.ts';
import { ProjectFolders } from '../projectFolders.ts';
import { registerRowCommands } from './rowCommands.ts';
import { ServerTreeProvider } from './serverTreeProvider.ts';
import { showStatus } from '../showStatus.ts';
import { registerTimeCommands } from '../time/timeCommands.ts';
import { unfoldOnce, type WorkspaceMemory } from '../unfoldOnce.ts';

/** What the server tree needs of the rest of the extension. */
export interface ServerTreeDependencies {
  readonly daemons: Pick<Daemons, 'all' | 'forProject' | 'onDidChange'>;
  /** Tells the user. */
  readonly report: (failure: Failure) => void;
  readonly memory: WorkspaceMemory;
  /** Folder of the extension. */
  readonly extensionUri: vscode.Uri;
  /** Writes to the log. */
  readonly reportError: (error: unknown) => void;
}

/** The registered tree; `rows` is what VS Code draws, by ids that its commands take. */
export interface RegisteredServerTree extends Releasable {
  readonly rows: vscode.TreeDataProvider<string>;
  /** The projects of the workspace; the other views show the same. */
  readonly folders: ProjectFolders;
}

/** The Ockle Server Tree in Run and Debug, its commands and the context keys it appears by. */
export function registerServerTree(dependencies: ServerTreeDependencies): RegisteredServerTree {
  const { daemons, memory, extensionUri, report, reportError } = dependencies;
  const store = new DisposableStore();
  const folders = store.add(new ProjectFolders(reportError));
  const pinned = new PinnedServers(memory, reportError);
  const journals = new Journals(daemons);
  const pictures = vscode.Uri.joinPath(extensionUri, 'media', 'states');
  const tell = (id: string): Promise<string | undefined> => journals.tell(id);
  const rows = store.add(
    new ServerTreeProvider({ folders, daemons, pinned, pictures, tell, reportError }),
  );
  const view = store.add(createView(rows));
  const update = keepCurrent(store, { view, rows, folders }, dependencies);
  const unfold = (): Thenable<unknown> =>
    vscode.commands.executeCommand(`${serverTree}.focus`, { preserveFocus: true });
  store.add(unfoldOnce(view, daemons, unfold, memory, reportError));
  const running = { daemons, report };
  for (const part of [
    ...registerRowActions(running),
    ...registerRowCommands({ ...running, rows, pinned, journals }),
    ...registerFilter({ tree: rows, view, memory, changed: update, reportError }),
    ...registerFaultCommands(running),
    ...registerTimeCommands(running),
    showStatus({ daemons, reportError }),
    registerRefresh(rows, running),
  ])
    store.add(part);
  return { rows, folders, dispose: () => store.dispose() };
}

const { serverTree } = contributions.views;

interface TreeParts {
  readonly view: vscode.TreeView<string>;
  readonly rows: ServerTreeProvider;
  readonly folders: ProjectFolders;
}

/** Keeps the view's message and the context keys as things are; the answer does so at once. */
function keepCurrent(
  store: DisposableStore,
  { view, rows, folders }: TreeParts,
  { daemons, reportError }: Pick<ServerTreeDependencies, 'daemons' | 'reportError'>,
): () => void {
  const { active, project, noServers } = contributions.contextKeys;
  const known = new Map<string, boolean>();
  const set = (key: ContextKey, value: boolean): void => {
    if (known.get(key) === value) return;
    known.set(key, value);
    setContext(vscode.commands, key, value).catch(reportError);
  };
  const update = (): void => {
    showMessage(view, rows, daemons);
    set(active, daemons.all.length > 0);
    set(project, folders.all.length > 0);
    set(noServers, rows.isStarted && rows.counts.all === 0);
  };
  for (const changed of [
    rows.onDidChangeTreeData,
    rows.onDidStart,
    folders.onDidChange,
    daemons.onDidChange,
  ])
    store.add(changed(update));
  update();
  return update;
}

function createView(rows: ServerTreeProvider): vscode.TreeView<string> {
  const view = vscode.window.createTreeView(serverTree, {
    treeDataProvider: rows,
    showCollapseAll: true,
  });
  view.onDidExpandElement(({ element }) => rows.setExpanded(element, true));
  view.onDidCollapseElement(({ element }) => rows.setExpanded(element, false));
  return view;
}

/** Which servers there are is known some time after which projects there are. */
function showMessage(
  view: vscode.TreeView<string>,
  rows: ServerTreeProvider,
  { all }: Pick<Daemons, 'all'>,
): void {
  const message = messageOf(rows, all.length === 0);
  if (view.message !== message) view.message = message;
}

/** Nothing where there is no server: the view says by itself what to do then. */
function messageOf({ filter, counts, isStarted }: ServerTreeProvider, isIdle: boolean): string {
  if (!isStarted) return '';
  if (filter !== '' && counts.matches === 0)
    return `No server, outlet, control, test or PDU has "${filter}" in its name.`;
  return isIdle && counts.all > 0 ? 'Not running. Press F5 in a plugin.' : '';
}

/** Reads the files again, and the devices of what runs. */
function registerRefresh(
  rows: ServerTreeProvider,
  { daemons, report }: Pick<ServerTreeDependencies, 'daemons' | 'report'>,
): Releasable {
  return registerCommand(vscode.commands, contributions.commands.refreshServers, async () => {
    const location = { viewId: contributions.views.serverTree };
    await vscode.window.withProgress({ location }, () => rows.readAgain());
    for (const { request } of daemons.all)
      request('act', { verb: 'updateNetwork', target: '', args: {} }).catch((error: unknown) =>
        report(failures.actionFailed('The network', 'read', error)),
      );
  });
}
