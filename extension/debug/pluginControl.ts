import type { DaemonConnection } from '../daemon/daemonConnection.ts';
import type { Daemons } from '../daemon/daemons.ts';
import { Failure, failures } from '../support/failures.ts';
import type { DebugRuns } from './debugRuns.ts';

/** One plugin of a project. */
export interface NamedPlugin {
  /** Absolute path of the project's folder. */
  readonly project: string;
  /** Its class name. */
  readonly plugin: string;
}

/** What the control of plugins works with. */
export interface PluginControlParts {
  readonly daemons: Pick<Daemons, 'forProject'>;
  readonly runs: Pick<DebugRuns, 'sessionFor'>;
  /** Begins a session of its own for a plugin. */
  readonly launch: (plugin: NamedPlugin) => PromiseLike<unknown>;
  /** Tells the user. */
  readonly report: (failure: Failure) => void;
}

/** Starts and reloads single plugins for commands; failures are told to the user. */
export class PluginControl {
  readonly #parts: PluginControlParts;

  constructor(parts: PluginControlParts) {
    this.#parts = parts;
  }

  /** Starts it as a part of the session that runs, debugged if that is; else in a session of its own. */
  async start(named: NamedPlugin): Promise<void> {
    const session = this.#parts.runs.sessionFor(named.project, named.plugin);
    if (session) await this.#tell(named, () => session.startPlugin(named.plugin));
    else await this.#parts.launch(named);
  }

  /** Replaces a running plugin by what its files say now; starts one that does not run. */
  async reload(named: NamedPlugin): Promise<void> {
    const { project, plugin } = named;
    const connection = this.#parts.daemons.forProject(project);
    if (!connection || !isAlive(connection, plugin)) return this.start(named);
    await this.#tell(named, () => connection.request('reloadPlugin', { plugin }));
  }

  async #tell({ plugin }: NamedPlugin, act: () => Promise<unknown>): Promise<void> {
    try {
      await act();
    } catch (error) {
      this.#parts.report(
        error instanceof Failure ? error : failures.pluginNotControlled(plugin, error),
      );
    }
  }
}

function isAlive({ plugins }: DaemonConnection, plugin: string): boolean {
  const kind = plugins.get(plugin)?.phase.kind ?? 'notRunning';
  return !['notRunning', 'stopped', 'failed'].includes(kind);
}
