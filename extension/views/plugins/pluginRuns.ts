import * as vscode from 'vscode';
import type { PluginInfo } from '../../../runtime/protocol/index.ts';
import { contributions } from '../../contributions.ts';
import type { DaemonConnection } from '../../daemon/daemonConnection.ts';
import { failures } from '../../support/failures.ts';
import { isAlive } from './pluginEntry.ts';
import type { PluginStops } from './pluginStops.ts';
import type { ProjectPlugins } from './projectPlugins.ts';

const type = contributions.debugTypes.ockle;

/** A plugin that something is asked of. */
export interface PluginTarget {
  readonly project: ProjectPlugins;
  readonly info: PluginInfo;
}

/** Starts and stops plugins, so that output and end belong to sessions as with F5. */
export class PluginRuns {
  readonly #stops: Pick<PluginStops, 'sessionOf'>;

  constructor(stops: Pick<PluginStops, 'sessionOf'>) {
    this.#stops = stops;
  }

  /** Starts a plugin in a session of its own. */
  async start({ project, info }: PluginTarget, noDebug: boolean): Promise<void> {
    await startRun(project.uri, info.className, [info.className], noDebug);
  }

  /** Has a debugger on the plugin: it is started under one, or gets one while it runs. */
  async debug(target: PluginTarget): Promise<void> {
    const { className: plugin } = target.info;
    const connection = liveConnection(target);
    if (!connection) return this.start(target, false);
    if (this.#sessionOf(target)) return;
    await asFailure(plugin, () => connection.request('debugPlugin', { plugin }));
  }

  /** Starts all enabled plugins of a project that do not run. */
  async startEnabled({ uri, entry }: ProjectPlugins): Promise<void> {
    const enabled = entry.plugins.map(({ info }) => info).filter((info) => info.enabled);
    const resting = enabled.filter((info) => !isAlive(info) && !info.unusable);
    if (resting.length === 0) throw failures.nothingToStart(enabled.length > 0);
    const names = resting.map(({ className }) => className);
    await startRun(uri, names.join(', '), names, true);
  }

  /** Stops a plugin; a session that runs nothing else ends with it. */
  async stop(target: PluginTarget): Promise<void> {
    const { className: plugin } = target.info;
    const connection = liveConnection(target);
    if (!connection) return;
    // A plugin at a breakpoint cannot be asked: its session lets go of it first.
    const run = runAbove(this.#sessionOf(target));
    const plugins: unknown = run?.configuration['plugins'];
    if (run && Array.isArray(plugins) && plugins.length === 1) {
      await vscode.debug.stopDebugging(run);
      return;
    }
    await asFailure(plugin, () => connection.request('stopPlugin', { plugin }));
  }

  /** Stops all plugins of a project that are its own; the sessions end with them. */
  async stopAll(project: ProjectPlugins): Promise<void> {
    const alive = project.entry.plugins.map(({ info }) => info).filter((info) => isAlive(info));
    const own = alive.filter(({ isShipped }) => isShipped !== true);
    const stopped = own.length > 0 ? own : alive;
    await Promise.all(stopped.map((info) => this.stop({ project, info })));
  }

  /** Stops and starts a plugin anew, under a debugger if it had one. */
  async restart(target: PluginTarget): Promise<void> {
    const noDebug = !this.#sessionOf(target);
    await this.stop(target);
    await this.start(target, noDebug);
  }

  #sessionOf({ project, info }: PluginTarget): vscode.DebugSession | undefined {
    return this.#stops.sessionOf(project.uri.fsPath, info.className);
  }
}

async function startRun(
  project: vscode.Uri,
  name: string,
  plugins: readonly string[],
  noDebug: boolean,
): Promise<void> {
  const configuration = { type, request: 'launch', name, project: project.fsPath, plugins };
  const folder = vscode.workspace.getWorkspaceFolder(project);
  await vscode.debug.startDebugging(folder, configuration, { noDebug });
}

function liveConnection({ project, info }: PluginTarget): DaemonConnection | undefined {
  const current = project.connection?.plugins.get(info.className);
  return current && isAlive(current) ? project.connection : undefined;
}

function runAbove(session: vscode.DebugSession | undefined): vscode.DebugSession | undefined {
  let at = session;
  while (at && at.type !== type) at = at.parentSession;
  return at;
}

async function asFailure(plugin: string, request: () => Promise<unknown>): Promise<void> {
  try {
    await request();
  } catch (error) {
    throw failures.pluginNotControlled(plugin, error);
  }
}
