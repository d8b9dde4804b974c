import * as vscode from 'vscode';
import type { DaemonConnection } from '../daemon/daemonConnection.ts';
import type { Daemons } from '../daemon/daemons.ts';
import { DisposableStore, type Releasable } from '../support/disposableStore.ts';
import type { ProjectFolders } from '../views/projectFolders.ts';
import { isReloadedFile, SavedFiles } from './savedFiles.ts';

/** Milliseconds in which saves are gathered, as "Save All" and checkouts come as many. */
const gathering = 30;

/** What the watch listens to, besides the editor. */
export interface SaveSources {
  readonly daemons: Pick<Daemons, 'all'>;
  readonly folders: Pick<ProjectFolders, 'onDidFindFiles'>;
}

/** Hears of files of running projects that were saved, in the editor or outside. */
export class SaveWatch implements Releasable {
  readonly #daemons: Pick<Daemons, 'all'>;
  readonly #told: (connection: DaemonConnection, files: readonly string[]) => void;
  readonly #reportError: (error: unknown) => void;
  readonly #store = new DisposableStore();
  readonly #known = new SavedFiles();
  readonly #gathered = new Map<DaemonConnection, Set<string>>();
  #timer: NodeJS.Timeout | undefined;

  constructor(
    { daemons, folders }: SaveSources,
    told: (connection: DaemonConnection, files: readonly string[]) => void,
    reportError: (error: unknown) => void,
  ) {
    this.#daemons = daemons;
    this.#told = told;
    this.#reportError = reportError;
    const { onDidSaveTextDocument, createFileSystemWatcher } = vscode.workspace;
    const watcher = this.#store.add(createFileSystemWatcher('**/{src/**,etc/config.ini}'));
    this.#store.add(folders.onDidFindFiles((files) => files.forEach((uri) => this.#hear(uri))));
    this.#store.add(onDidSaveTextDocument(({ uri }) => this.#hear(uri)));
    this.#store.add(watcher.onDidChange((uri) => this.#hear(uri)));
    this.#store.add(watcher.onDidCreate((uri) => this.#hear(uri)));
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#store.dispose();
  }

  #hear(uri: vscode.Uri): void {
    if (uri.scheme !== 'file') return;
    const { fsPath: file } = uri;
    const connection = this.#daemons.all.find(({ project }) => isReloadedFile(project, file));
    if (!connection) return;
    vscode.workspace.fs.stat(uri).then(({ type, mtime, size }) => {
      const isFile = (type & vscode.FileType.File) !== 0;
      if (isFile && this.#known.isNew(file, `${mtime} ${size}`)) this.#gather(connection, file);
    }, this.#reportError);
  }

  #gather(connection: DaemonConnection, file: string): void {
    const files = this.#gathered.get(connection) ?? new Set();
    this.#gathered.set(connection, files.add(file));
    this.#timer ??= setTimeout(() => this.#tell(), gathering);
  }

  #tell(): void {
    this.#timer = undefined;
    const gathered = [...this.#gathered];
    this.#gathered.clear();
    for (const [connection, files] of gathered) this.#told(connection, [...files]);
  }
}
