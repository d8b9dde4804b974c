import type * as vscode from 'vscode';
import type { PluginFailure, PluginInfo, PluginVariable } from '../../../runtime/protocol/index.ts';
import type { DaemonConnection } from '../../daemon/daemonConnection.ts';
import { DisposableStore } from '../../support/disposableStore.ts';
import type { ProjectFolders } from '../projectFolders.ts';
import { systemTimers, Throttle } from '../throttle.ts';
import { watchFiles } from '../watchFiles.ts';
import { workspaceReader } from '../workspaceReader.ts';
import { mergePlugins } from './mergePlugins.ts';
import { isAlive, type PluginEntry, type ProjectEntry, type ShownVariable } from './pluginEntry.ts';
import { PluginFiles } from './pluginFiles.ts';
import type { PluginStops } from './pluginStops.ts';
import { withPending } from './withPending.ts';

/** Saving all files of a project at once should read them once. */
const readAgainMs = 300;

/** What the plugins of a project are made of. */
export interface ProjectPluginsParts {
  readonly folders: Pick<ProjectFolders, 'onDidFindFiles'>;
  readonly stops: Pick<PluginStops, 'of' | 'sessionOf' | 'onDidChange'>;
  readonly shippedTemplates: () => Promise<ReadonlyMap<string, string>>;
  /** Something may look different. */
  readonly changed: () => void;
  readonly reportError: (error: unknown) => void;
}

/** The plugins of one project: its files, watched, and its daemon while one runs. */
export class ProjectPlugins {
  readonly uri: vscode.Uri;
  readonly #parts: ProjectPluginsParts;
  readonly #store = new DisposableStore();
  readonly #files: PluginFiles;
  readonly #variables = new Map<string, readonly ShownVariable[]>();
  /** Why plugins failed that have not been started again. */
  readonly #failures = new Map<string, PluginFailure>();
  #connection: DaemonConnection | undefined;
  #following = new DisposableStore();

  constructor(uri: vscode.Uri, parts: ProjectPluginsParts) {
    this.uri = uri;
    this.#parts = parts;
    this.#files = new PluginFiles(workspaceReader(uri), parts.shippedTemplates);
    this.#watch();
  }

  /** Its daemon, while one runs. */
  get connection(): DaemonConnection | undefined {
    return this.#connection;
  }

  get entry(): ProjectEntry {
    const project = this.uri.fsPath;
    const { plugins, templates } = this.#files.current;
    const live = this.#connection?.plugins ?? new Map<string, PluginInfo>();
    return {
      project,
      isRunning: this.#connection !== undefined,
      plugins: mergePlugins(plugins, live, this.#failures).map((info): PluginEntry => {
        const { className } = info;
        const memory = this.#connection?.usage.get(className)?.memory;
        const { stops } = this.#parts;
        const stop = stops.of(project, className);
        const isDebugged = stops.sessionOf(project, className) !== undefined;
        const variables = this.#variables.get(className);
        const template = templates.get(className);
        return {
          info,
          ...(memory !== undefined && { memory }),
          ...(stop && { stop }),
          ...(isDebugged && { isDebugged }),
          ...(variables && { variables }),
          ...(template !== undefined && { template }),
        };
      }),
    };
  }

  /** Reads the files, and the variables that somebody looks at; never rejects. */
  async load(): Promise<void> {
    try {
      await this.#files.load();
      await this.#refreshVariables([...this.#variables.keys()]);
    } catch (error) {
      this.#parts.reportError(error);
    }
    this.#parts.changed();
  }

  /** Gets the variables of a plugin, and keeps them up to date from now on. */
  async unfold(plugin: string): Promise<void> {
    await this.#refreshVariables([plugin]);
  }

  /** Follows the project's daemon from now on, or none. */
  follow(connection: DaemonConnection | undefined): void {
    if (connection === this.#connection) return;
    this.#following.dispose();
    this.#following = new DisposableStore();
    this.#connection = connection;
    if (connection) {
      const { changed } = this.#parts;
      this.#following.add(connection.onDidChangePlugins((plugin) => this.#pluginChanged(plugin)));
      this.#following.add(connection.onDidChangeUsage(changed));
    }
    this.#refreshInBackground([...this.#variables.keys()]);
  }

  dispose(): void {
    this.#following.dispose();
    this.#store.dispose();
  }

  #pluginChanged({ className, phase }: PluginInfo): void {
    if (phase.kind === 'failed') this.#failures.set(className, phase.failure);
    else this.#failures.delete(className);
    this.#parts.changed();
    const isSettled = phase.kind === 'running' || !isAlive({ phase });
    if (isSettled && this.#variables.has(className)) this.#refreshInBackground([className]);
  }

  #refreshInBackground(plugins: readonly string[]): void {
    const { changed, reportError } = this.#parts;
    this.#refreshVariables(plugins).then(changed, reportError);
  }

  async #refreshVariables(plugins: readonly string[]): Promise<void> {
    const all = plugins.map(async (plugin) => {
      const written = await this.#files.variablesOf(plugin);
      const running = await this.#runningVariables(plugin);
      this.#variables.set(plugin, withPending(running ?? written, written));
    });
    await Promise.all(all);
  }

  /** What its running code sees; nothing when none runs. */
  async #runningVariables(plugin: string): Promise<readonly PluginVariable[] | undefined> {
    const info = this.#connection?.plugins.get(plugin);
    if (!this.#connection || !info || !isAlive(info)) return undefined;
    try {
      return (await this.#connection.request('pluginVariables', { plugin })).variables;
    } catch (error) {
      // The daemon may end at any moment; what the files say is still right then.
      this.#parts.reportError(error);
      return undefined;
    }
  }

  #watch(): void {
    const readAgain = this.#store.add(
      new Throttle(() => void this.load(), readAgainMs, systemTimers),
    );
    const heard = (file: vscode.Uri): void => {
      this.#files.forget(file.fsPath);
      readAgain.request();
    };
    const globs = ['etc/config.ini', 'src/**/*.{ts,py,ini}'];
    this.#store.add(watchFiles(this.uri, globs, this.#parts.folders.onDidFindFiles, heard));
  }
}
