import * as vscode from 'vscode';
import type { Daemons } from '../../daemon/daemons.ts';
import { DisposableStore } from '../../support/disposableStore.ts';
import type { PinnedServers } from './pinnedServers.ts';
import type { ProjectFolders } from '../projectFolders.ts';
import { ProjectTree, type ProjectTreeListener } from './projectTree.ts';
import { toRowPlace } from './rowId.ts';
import type { ServerTreeRow } from './serverTreeRow.ts';
import { ShownTree } from './shownTree.ts';
import { systemTimers, Throttle } from '../throttle.ts';
import { toTreeItem } from './toTreeItem.ts';

/** VS Code waits for 200 ms of silence before it asks for changed rows: more often would starve it. */
const deliverMs = 300;
const secondMs = 1000;

/** What the provider reads: which projects there are, and which of them run. */
export interface ServerTreeSources {
  readonly folders: Pick<ProjectFolders, 'all' | 'onDidChange' | 'onDidFindFiles'>;
  readonly daemons: Pick<Daemons, 'all' | 'forProject' | 'onDidChange'>;
  readonly pinned: PinnedServers;
  /** Folder of the pictures that stand in for codicons. */
  readonly pictures: vscode.Uri;
  /** What else a row's tooltip says, as Markdown; asked for only when it is looked at. */
  readonly tell: (id: string) => Promise<string | undefined>;
  readonly reportError: (error: unknown) => void;
}

/** Hands the server tree to VS Code; rows are ids, so that the same row stays the same. */
export class ServerTreeProvider implements vscode.TreeDataProvider<string> {
  readonly #sources: ServerTreeSources;
  readonly #store = new DisposableStore();
  readonly #refresh = this.#store.add(new vscode.EventEmitter<string[] | undefined>());
  readonly #started = this.#store.add(new vscode.EventEmitter<void>());
  readonly #delivery = this.#store.add(
    new Throttle(() => this.#deliver(), deliverMs, systemTimers),
  );
  readonly #trees = new Map<string, ProjectTree>();
  readonly #shown = new ShownTree();
  readonly #changed = new Map<string, Set<string>>();
  /** Projects whose faults struck. */
  readonly #struck = new Set<string>();
  /** How the user left rows; VS Code forgets it of rows that a filter hides. */
  readonly #expanded = new Map<string, boolean>();
  #filter = '';
  #isReshaped = false;
  #starting: Promise<void> | undefined;
  /** Before that, VS Code has nothing to refresh; a refresh would break into its first question. */
  #isStarted = false;
  #cancelTick: (() => void) | undefined;

  readonly onDidChangeTreeData = this.#refresh.event;

  /** The files of all projects were read for the first time. */
  readonly onDidStart = this.#started.event;

  constructor(sources: ServerTreeSources) {
    this.#sources = sources;
    this.#store.add(sources.pinned.onDidChange(() => this.#reshapeAll()));
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
    if (!row || !tree) return new vscode.TreeItem('');
    const { pictures } = this.#sources;
    return toTreeItem(this.#asLeft(row), { project: tree.uri, pictures });
  }

  getParent(id: string): string | undefined {
    return this.#shown.parent(id);
  }

  /** Adds the tooltip. */
  async resolveTreeItem(item: vscode.TreeItem, id: string): Promise<vscode.TreeItem> {
    const row = this.row(id);
    if (!row) return item;
    const more = await this.#sources.tell(id).catch((error: unknown) => {
      this.#sources.reportError(error);
    });
    const text = more === undefined ? row.tooltip() : `${row.tooltip()}\n\n${more}`;
    return Object.assign(item, { tooltip: new vscode.MarkdownString(text) });
  }

  /** A row as it is now. */
  row(id: string): ServerTreeRow | undefined {
    return this.#trees.get(toRowPlace(id)?.project ?? '')?.model.row(id);
  }

  /** The tree of the project that a row belongs to. */
  treeOf(id: string): ProjectTree | undefined {
    return this.#trees.get(toRowPlace(id)?.project ?? '');
  }

  /** Whether all files were read once: before that, what is missing may still come. */
  get isStarted(): boolean {
    return this.#isStarted;
  }

  get filter(): string {
    return this.#filter;
  }

  /** Shows only what the text finds; everything when it is empty. */
  set filter(text: string) {
    const filter = text.trim();
    if (filter === this.#filter) return;
    const isOtherMode = (filter === '') !== (this.#filter === '');
    this.#filter = filter;
    if (isOtherMode) this.#shown.reset();
    this.#reshapeAll();
  }

  /** Number of servers, and of those that the filter found. */
  get counts(): { readonly all: number; readonly matches: number } {
    const counts = [...this.#trees.values()].map(({ model }) => model.counts);
    return {
      all: counts.reduce((sum, { all }) => sum + all, 0),
      matches: counts.reduce((sum, { matches }) => sum + matches, 0),
    };
  }

  /** Reads the files of all projects again. */
  async readAgain(): Promise<void> {
    await Promise.all([...this.#trees.values()].map((tree) => tree.readAgain()));
  }

  /** The user folded or unfolded a row. */
  setExpanded(id: string, isExpanded: boolean): void {
    if (this.#filter === '') this.#expanded.set(id, isExpanded);
    if (!isExpanded) this.#shown.fold(id);
    else this.#fire(this.#shown.unfold(id));
  }

  dispose(): void {
    this.#cancelTick?.();
    this.#store.dispose();
    for (const tree of this.#trees.values()) tree.dispose();
  }

  /** Under a filter rows have other ids, as VS Code keeps the folding of an id that it knows. */
  #asLeft(row: ServerTreeRow): ServerTreeRow {
    if (this.#filter !== '') return { ...row, id: `${row.id}?` };
    const isExpanded = this.#expanded.get(row.id);
    if (isExpanded === undefined || row.expansion === 'none') return row;
    return { ...row, expansion: isExpanded ? 'expanded' : 'collapsed' };
  }

  async #start(): Promise<void> {
    const { folders, daemons, reportError } = this.#sources;
    const follow = (): void => void this.#followProjects().catch(reportError);
    this.#store.add(folders.onDidChange(follow));
    this.#store.add(daemons.onDidChange(follow));
    await this.#followProjects();
    this.#show();
    this.#isStarted = true;
    this.#started.fire();
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
    const filter = (): string => this.#filter;
    const choices = {
      get filter() {
        return filter();
      },
      pinnedOf: (project: string) => this.#sources.pinned.pinnedOf(project),
    };
    const listener: ProjectTreeListener = {
      reportError: this.#sources.reportError,
      reshaped: () => this.#reshaped(),
      serversChanged: (project, names) => {
        this.#markChanged(project, names);
        this.#requestDelivery();
      },
      faultsHit: (project) => {
        this.#struck.add(project);
        this.#requestDelivery();
      },
    };
    return new ProjectTree(uri, choices, listener, this.#sources.folders.onDidFindFiles);
  }

  #reshapeAll(): void {
    for (const tree of this.#trees.values()) tree.reshape();
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
    const struck = [...this.#struck];
    this.#struck.clear();
    this.#fire(
      this.#isReshaped
        ? this.#show()
        : [
            ...changed.flatMap(({ project, names }) => this.#shown.changedRows(project, names)),
            ...struck.flatMap((project) => this.#shown.changedFaults(project)),
          ],
    );
    this.#tickWhileSwitching();
  }

  /** `undefined` for everything. */
  #fire(ids: readonly string[] | undefined): void {
    if (!ids) this.#refresh.fire(undefined);
    else if (ids.length > 0) this.#refresh.fire([...ids]);
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
