import * as vscode from 'vscode';
import type { Daemons } from '../daemon/daemons.ts';
import { DisposableStore } from '../support/disposableStore.ts';
import type { ProjectFolders } from './projectFolders.ts';
import { ProjectTree } from './projectTree.ts';
import { toRowPlace } from './rowId.ts';
import { ShownTree } from './shownTree.ts';
import { systemTimers, Throttle } from './throttle.ts';
import { toTreeItem } from './toTreeItem.ts';

/** VS Code waits for 200 ms of silence before it asks for changed rows: more often would starve it. */
const deliverMs = 300;
const secondMs = 1000;

/** What the provider reads: which projects there are, and which of them run. */
export interface ServerTreeSources {
  readonly folders: Pick<ProjectFolders, 'all' | 'onDidChange'>;
  readonly daemons: Pick<Daemons, 'all' | 'forProject' | 'onDidChange'>;
  readonly reportError: (error: unknown) => void;
}

/** Hands the server tree to VS Code; rows are ids, so that the same row stays the same. */
export class ServerTreeProvider implements vscode.TreeDataProvider<string> {
  readonly #sources: ServerTreeSources;
  readonly #store = new DisposableStore();
  readonly #refresh = this.#store.add(new vscode.EventEmitter<string[] | undefined>());
  readonly #delivery = this.#store.add(
    new Throttle(() => this.#deliver(), deliverMs, systemTimers),
  );
  readonly #trees = new Map<string, ProjectTree>();
  readonly #shown = new ShownTree();
  readonly #changed = new Map<string, Set<string>>();
  #isReshaped = false;
  #starting: Promise<void> | undefined;
  /** Before that, VS Code has nothing to refresh; a refresh would break into its first question. */
  #isStarted = false;
  #cancelTick: (() => void) | undefined;

  readonly onDidChangeTreeData = this.#refresh.event;

  constructor(sources: ServerTreeSources) {
    this.#sources = sources;
  }

  /** Nothing is read before the view is looked at for the first time. */
  async getChildren(id?: string): Promise<string[]> {
    this.#starting ??= this.#start();
    await this.#starting;
    return [...(id === undefined ? this.#shown.roots() : this.#shown.children(id))];
  }

  getTreeItem(id: string): vscode.TreeItem {
    const row = this.#shown.row(id);
    const tree = this.#trees.get(toRowPlace(id)?.project ?? '');
    return row && tree ? toTreeItem(row, tree.uri) : new vscode.TreeItem('');
  }

  dispose(): void {
    this.#cancelTick?.();
    this.#store.dispose();
    for (const tree of this.#trees.values()) tree.dispose();
  }

  async #start(): Promise<void> {
    const { folders, daemons, reportError } = this.#sources;
    const follow = (): void => void this.#followProjects().catch(reportError);
    this.#store.add(folders.onDidChange(follow));
    this.#store.add(daemons.onDidChange(follow));
    await this.#followProjects();
    this.#show();
    this.#isStarted = true;
  }

  /** Has a tree for each project of the workspace and each that runs. */
  async #followProjects(): Promise<void> {
    const { folders, daemons } = this.#sources;
    const running = daemons.all.map(({ project }) => vscode.Uri.file(project));
    const wanted = new Map([...running, ...folders.all].map((uri) => [uri.fsPath, uri]));
    for (const [project, tree] of this.#trees) {
      if (wanted.has(project)) continue;
      tree.dispose();
      this.#trees.delete(project);
      this.#reshaped();
    }
    const loads: Promise<void>[] = [];
    for (const [project, uri] of wanted) {
      const known = this.#trees.get(project);
      const tree = known ?? this.#createTree(uri);
      this.#trees.set(project, tree);
      tree.follow(daemons.forProject(project));
      if (!known) loads.push(tree.load());
    }
    await Promise.all(loads);
  }

  #createTree(uri: vscode.Uri): ProjectTree {
    return new ProjectTree(uri, {
      reportError: this.#sources.reportError,
      reshaped: () => this.#reshaped(),
      serversChanged: (project, names) => {
        this.#markChanged(project, names);
        this.#requestDelivery();
      },
    });
  }

  #reshaped(): void {
    this.#isReshaped = true;
    this.#requestDelivery();
  }

  #requestDelivery(): void {
    if (this.#isStarted) this.#delivery.request();
  }

  #markChanged(project: string, names: readonly string[]): void {
    const changed = this.#changed.get(project) ?? new Set();
    for (const name of names) changed.add(name);
    this.#changed.set(project, changed);
  }

  #deliver(): void {
    const changed = [...this.#changed].map(([project, names]) => ({ project, names: [...names] }));
    this.#changed.clear();
    for (const { project, names } of changed) {
      const tree = this.#trees.get(project);
      if (tree?.model.isOutdated(names)) tree.reshape();
    }
    const ids = this.#isReshaped
      ? this.#show()
      : changed.flatMap(({ project, names }) => this.#shown.changedRows(project, names));
    if (!ids) this.#refresh.fire(undefined);
    else if (ids.length > 0) this.#refresh.fire([...ids]);
    this.#tickWhileSwitching();
  }

  #show(): readonly string[] | undefined {
    this.#isReshaped = false;
    const trees = [...this.#trees.values()];
    return this.#shown.replace(trees.map(({ model }) => model));
  }

  /** The seconds of a switch grow although no event says so. */
  #tickWhileSwitching(): void {
    if (this.#cancelTick) return;
    const trees = [...this.#trees].filter(([, { switching }]) => switching.length > 0);
    if (trees.length === 0) return;
    this.#cancelTick = systemTimers.after(secondMs, () => {
      this.#cancelTick = undefined;
      for (const [project, { switching }] of trees) this.#markChanged(project, switching);
      this.#delivery.request();
    });
  }
}
