import type * as vscode from 'vscode';
import type { DaemonConnection } from '../../daemon/daemonConnection.ts';
import { DisposableStore, type Releasable } from '../../support/disposableStore.ts';
import { FaultMarks } from '../faults/faultMarks.ts';
import type { ProjectFolders } from '../projectFolders.ts';
import { ProjectFiles } from './projectFiles.ts';
import { ServerTreeModel } from './serverTreeModel.ts';
import { StatesSeen } from './statesSeen.ts';
import { systemTimers, Throttle } from '../throttle.ts';
import { watchFiles } from '../watchFiles.ts';
import { workspaceReader } from '../workspaceReader.ts';

/** Saving all files of a project at once should read them once. */
const readAgainMs = 300;

/** What the user chose to see of a project. */
export interface TreeChoices {
  /** Empty for everything. */
  readonly filter: string;
  pinnedOf(project: string): ReadonlySet<string>;
}

/** What a project's tree tells its owner. */
export interface ProjectTreeListener {
  /** Servers may look different. */
  serversChanged(project: string, names: readonly string[]): void;
  /** Any row may look different, or there is a new model. */
  reshaped(): void;
  /** Calls were struck by faults. */
  faultsHit(project: string): void;
  reportError(error: unknown): void;
}

/** The tree of one project: its files, watched, and its daemon while one runs. */
export class ProjectTree {
  readonly uri: vscode.Uri;
  readonly #choices: TreeChoices;
  readonly #listener: ProjectTreeListener;
  readonly #faults = new FaultMarks();
  readonly #store = new DisposableStore();
  readonly #files: ProjectFiles;
  #connection: DaemonConnection | undefined;
  #listening: Releasable | undefined;
  #seen = new StatesSeen(() => systemTimers.now());
  #model: ServerTreeModel;

  constructor(
    uri: vscode.Uri,
    choices: TreeChoices,
    listener: ProjectTreeListener,
    onDidFindFiles: ProjectFolders['onDidFindFiles'],
  ) {
    this.uri = uri;
    this.#choices = choices;
    this.#listener = listener;
    this.#files = new ProjectFiles(workspaceReader(uri));
    this.#model = this.#shape();
    this.#watch(onDidFindFiles);
  }

  get model(): ServerTreeModel {
    return this.#model;
  }

  /** Servers whose switch is being timed. */
  get switching(): readonly string[] {
    return this.#seen.switching;
  }

  /** Reads the files, also those that no event told of; settles with the new model in place. */
  readAgain(): Promise<void> {
    this.#files.forgetAll();
    return this.load();
  }

  /** Reads the files; settles with the new model in place. */
  async load(): Promise<void> {
    try {
      await this.#files.load();
    } catch (error) {
      this.#listener.reportError(error);
    }
    this.reshape();
  }

  /** Follows the project's daemon from now on, or none. */
  follow(connection: DaemonConnection | undefined): void {
    if (connection === this.#connection) return;
    this.#listening?.dispose();
    this.#connection = connection;
    this.#seen = new StatesSeen(() => systemTimers.now());
    this.#note([...(connection?.servers.keys() ?? [])]);
    this.#faults.replace(connection?.faults ?? []);
    this.#listening = connection && this.#listen(connection);
    this.reshape();
  }

  /** Builds the model anew. */
  reshape(): void {
    this.#model = this.#shape();
    this.#listener.reshaped();
  }

  dispose(): void {
    this.#listening?.dispose();
    this.#store.dispose();
  }

  #listen(connection: DaemonConnection): Releasable {
    const listening = new DisposableStore();
    listening.add(
      connection.onDidChangeServers((names) => {
        this.#note(names);
        this.#listener.serversChanged(this.#model.project, names);
      }),
    );
    listening.add(
      connection.onDidChangeFaults(() => {
        if (this.#faults.replace(connection.faults)) this.#listener.reshaped();
        else this.#listener.faultsHit(this.uri.fsPath);
      }),
    );
    return listening;
  }

  #shape(): ServerTreeModel {
    const seen = this.#seen;
    const { filter } = this.#choices;
    const pinned = this.#choices.pinnedOf(this.uri.fsPath);
    return new ServerTreeModel({
      project: this.uri.fsPath,
      files: this.#files.current,
      secondsSwitching: (server) => seen.secondsSwitching(server),
      pinned,
      filter,
      faults: this.#faults,
      ...(this.#connection && { live: this.#connection.servers }),
    });
  }

  #note(names: readonly string[]): void {
    for (const name of names) {
      const server = this.#connection?.servers.get(name);
      if (server) this.#seen.note(name, server.opState);
    }
  }

  #watch(onDidFindFiles: ProjectFolders['onDidFindFiles']): void {
    const readAgain = this.#store.add(
      new Throttle(() => void this.load(), readAgainMs, systemTimers),
    );
    const heard = (file: vscode.Uri): void => {
      this.#files.forget(file.fsPath);
      readAgain.request();
    };
    this.#store.add(watchFiles(this.uri, ['etc/**'], onDidFindFiles, heard));
  }
}
