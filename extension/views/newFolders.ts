import { dirname } from 'node:path/posix';
import * as vscode from 'vscode';
import { DisposableStore, type Releasable } from '../support/disposableStore.ts';
import { foldersIn } from './workspaceReader.ts';

/** Milliseconds in which new files and folders are gathered, as a checkout brings many. */
const gatherMs = 100;

/** Milliseconds after which a new folder should be complete. */
const completeMs = 2000;

const skipped = '**/{node_modules,.git}/**';

/**
 * Tells of the files in new folders of the workspace, at once and again when they should be complete.
 * VS Code's watcher on Linux misses what is written into a folder right after it was made
 * (parcel-bundler/watcher#97 and #243): a checkout, an archive, `mkdir -p`.
 */
export class NewFolders implements Releasable {
  readonly #found: (files: readonly vscode.Uri[]) => void;
  readonly #reportError: (error: unknown) => void;
  readonly #store = new DisposableStore();
  readonly #timers = new Set<NodeJS.Timeout>();
  #gathered = new Map<string, vscode.Uri>();

  constructor(
    found: (files: readonly vscode.Uri[]) => void,
    reportError: (error: unknown) => void,
  ) {
    this.#found = found;
    this.#reportError = reportError;
    const watcher = vscode.workspace.createFileSystemWatcher('**', false, true, true);
    this.#store.add(watcher);
    this.#store.add(watcher.onDidCreate((uri) => this.#gather(uri)));
  }

  dispose(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#store.dispose();
  }

  #gather(uri: vscode.Uri): void {
    if (/\/(node_modules|\.git)(\/|$)/.test(uri.path)) return;
    if (this.#gathered.size === 0) this.#later(gatherMs, () => this.#lookAtGathered());
    this.#gathered.set(uri.path, uri);
  }

  async #lookAtGathered(): Promise<void> {
    const gathered = this.#gathered;
    this.#gathered = new Map();
    for (const folder of await newFolders(gathered)) {
      await this.#look(folder);
      this.#later(completeMs, () => this.#look(folder));
    }
  }

  async #look(folder: vscode.Uri): Promise<void> {
    const files = new vscode.RelativePattern(folder, '**');
    this.#found(await vscode.workspace.findFiles(files, skipped));
  }

  #later(milliseconds: number, work: () => Promise<void>): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      work().catch(this.#reportError);
    }, milliseconds);
    this.#timers.add(timer);
  }
}

/** The folders among what is new, without those below others. */
async function newFolders(
  created: ReadonlyMap<string, vscode.Uri>,
): Promise<readonly vscode.Uri[]> {
  const topmost = [...created.values()].filter(({ path }) => !isBelowAny(path, created));
  // Asked by the folders they are in: a checkout may bring thousands of files into one.
  const parents = new Map(
    topmost.map((uri) => [dirname(uri.path), vscode.Uri.joinPath(uri, '..')]),
  );
  const folders = await Promise.all([...parents.values()].map((parent) => foldersIn(parent)));
  return folders.flat().filter(({ path }) => created.has(path));
}

function isBelowAny(path: string, paths: ReadonlyMap<string, unknown>): boolean {
  for (let at = dirname(path); at !== '/' && at !== '.'; at = dirname(at))
    if (paths.has(at)) return true;
  return false;
}
