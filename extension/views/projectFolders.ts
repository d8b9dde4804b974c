import * as vscode from 'vscode';
import { projectMarks } from '../../runtime/project/index.ts';
import { DisposableStore } from '../support/disposableStore.ts';
import { NewFolders } from './newFolders.ts';
import { systemTimers, Throttle } from './throttle.ts';
import { exists } from './workspaceReader.ts';

/** Enough for any workspace, and a bound for a search in a wrong one. */
const mostProjects = 200;
const lookAgainMs = 500;

/** The Ockle projects in the workspace's folders, however deep, kept up to date. */
export class ProjectFolders {
  readonly #store = new DisposableStore();
  readonly #changed = this.#store.add(new vscode.EventEmitter<void>());
  readonly #found = this.#store.add(new vscode.EventEmitter<readonly vscode.Uri[]>());
  readonly #reportError: (error: unknown) => void;
  #all: readonly vscode.Uri[] = [];
  #looks = 0;

  constructor(reportError: (error: unknown) => void) {
    this.#reportError = reportError;
    const look = this.#store.add(new Throttle(() => this.#look(), lookAgainMs, systemTimers));
    const lookAgain = (): void => look.request();
    const marks = vscode.workspace.createFileSystemWatcher(
      '**/{etc,etc/config.ini,src,src/config,src/config/plugins,src/config/plugins/*}',
      false,
      true,
      true,
    );
    // A folder that goes away is one event, wherever below it the project was.
    const anything = vscode.workspace.createFileSystemWatcher('**', true, true, false);
    this.#store.add(marks);
    this.#store.add(anything);
    this.#store.add(marks.onDidCreate(lookAgain));
    this.#store.add(
      anything.onDidDelete((gone) => {
        if (this.#all.some((project) => isPartOf(project, gone))) lookAgain();
      }),
    );
    this.#store.add(vscode.workspace.onDidChangeWorkspaceFolders(lookAgain));
    const found = (files: readonly vscode.Uri[]): void => {
      if (files.some(({ path }) => projectMarks.some((mark) => path.includes(`/${mark}`))))
        lookAgain();
      this.#found.fire(files);
    };
    this.#store.add(new NewFolders(found, reportError));
    lookAgain();
  }

  /** In the order of their paths. */
  get all(): readonly vscode.Uri[] {
    return this.#all;
  }

  get onDidChange(): vscode.Event<void> {
    return this.#changed.event;
  }

  /** Files that were found in new folders; VS Code's watcher may not have told of them. */
  get onDidFindFiles(): vscode.Event<readonly vscode.Uri[]> {
    return this.#found.event;
  }

  dispose(): void {
    this.#store.dispose();
  }

  #look(): void {
    const look = ++this.#looks;
    const take = (found: readonly vscode.Uri[]): void => {
      if (look !== this.#looks || found.join('\n') === this.#all.join('\n')) return;
      this.#all = found;
      this.#changed.fire();
    };
    const marked = markedRoots();
    // A folder that is a project itself need not wait for the search through everything in it, which
    // tells of what fails in both.
    if (this.#all.length === 0) marked.then(take, () => undefined);
    findProjects(marked).then(take, this.#reportError);
  }
}

/** The Ockle projects in the workspace's folders as they are now, in the order of their paths. */
export async function findProjects(marked = markedRoots()): Promise<readonly vscode.Uri[]> {
  const skipped = '**/{node_modules,.git}/**';
  const { findFiles } = vscode.workspace;
  const [roots, configs, templates] = await Promise.all([
    marked,
    findFiles('**/etc/config.ini', skipped, mostProjects),
    findFiles('**/src/config/plugins/*', skipped, mostProjects * 20),
  ]);
  const found = [
    ...roots,
    ...configs.map((uri) => vscode.Uri.joinPath(uri, '../..')),
    ...templates.map((uri) => vscode.Uri.joinPath(uri, '../../../..')),
  ];
  const unique = new Map(found.map((uri) => [uri.toString(), uri]));
  return inOrder([...unique.values()]);
}

/** The folders of the workspace that are projects. */
async function markedRoots(): Promise<readonly vscode.Uri[]> {
  const roots = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const marked = roots.map(async (root) => ((await isProject(root)) ? [root] : []));
  return inOrder((await Promise.all(marked)).flat());
}

function inOrder(uris: readonly vscode.Uri[]): readonly vscode.Uri[] {
  return [...uris].sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function isProject(folder: vscode.Uri): Promise<boolean> {
  const marks = projectMarks.map((mark) => exists(vscode.Uri.joinPath(folder, mark)));
  return (await Promise.all(marks)).includes(true);
}

/** Whether what is gone was a mark of the project, or above or below one. */
function isPartOf(project: vscode.Uri, gone: vscode.Uri): boolean {
  return projectMarks.some((mark) => {
    const path = vscode.Uri.joinPath(project, mark).path;
    return `${path}/`.startsWith(`${gone.path}/`) || gone.path.startsWith(`${path}/`);
  });
}
