import * as vscode from 'vscode';
import type { DaemonConnection } from '../daemon/daemonConnection.ts';
import { DisposableStore, type Releasable } from '../support/disposableStore.ts';
import { ProjectFiles } from './projectFiles.ts';
import { ServerTreeModel } from './serverTreeModel.ts';
import { StatesSeen } from './statesSeen.ts';
import { systemTimers, Throttle } from './throttle.ts';
import { workspaceReader } from './workspaceReader.ts';

/** Saving all files of a project at once should read them once. */
const readAgainMs = 300;

/** What a project's tree tells its owner. */
export interface ProjectTreeListener {
  /** Servers may look different. */
  serversChanged(project: string, names: readonly string[]): void;
  /** There is a new model. */
  reshaped(): void;
  reportError(error: unknown): void;
}

/** The tree of one project: its files, watched, and its daemon while one runs. */
export class ProjectTree {
  readonly uri: vscode.Uri;
  readonly #listener: ProjectTreeListener;
  readonly #store = new DisposableStore();
  readonly #files: ProjectFiles;
  #connection: DaemonConnection | undefined;
  #listening: Releasable | undefined;
  #seen = new StatesSeen(() => systemTimers.now());
  #model: ServerTreeModel;

  constructor(uri: vscode.Uri, listener: ProjectTreeListener) {
    this.uri = uri;
    this.#listener = listener;
    this.#files = new ProjectFiles(workspaceReader(uri));
    this.#model = this.#shape();
    this.#watch();
  }

  get model(): ServerTreeModel {
    return this.#model;
  }

  /** Servers whose switch is being timed. */
  get switching(): readonly string[] {
    return this.#seen.switching;
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
    this.#listening = connection?.onDidChangeServers((names) => {
      this.#note(names);
      this.#listener.serversChanged(this.#model.project, names);
    });
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

  #shape(): ServerTreeModel {
    const seen = this.#seen;
    return new ServerTreeModel({
      project: this.uri.fsPath,
      files: this.#files.current,
      secondsSwitching: (server) => seen.secondsSwitching(server),
      ...(this.#connection && { live: this.#connection.servers }),
    });
  }

  #note(names: readonly string[]): void {
    for (const name of names) {
      const server = this.#connection?.servers.get(name);
      if (server) this.#seen.note(name, server.opState);
    }
  }

  #watch(): void {
    const readAgain = this.#store.add(
      new Throttle(() => void this.load(), readAgainMs, systemTimers),
    );
    const pattern = new vscode.RelativePattern(this.uri, 'etc/**');
    const watcher = this.#store.add(vscode.workspace.createFileSystemWatcher(pattern));
    const onChange = (file: vscode.Uri): void => {
      this.#files.forget(file.fsPath);
      readAgain.request();
    };
    this.#store.add(watcher.onDidCreate(onChange));
    this.#store.add(watcher.onDidChange(onChange));
    this.#store.add(watcher.onDidDelete(onChange));
  }
}
