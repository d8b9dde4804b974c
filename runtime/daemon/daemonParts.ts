import type { Clock } from '../base/clock.ts';
import type { Limits } from '../config/limits.ts';
import type { ServerNetwork } from '../network/serverNetwork.ts';
import type { ProjectFolders } from '../protocol/index.ts';
import type { DaemonHistory } from './daemonCore.ts';
import type { LifeRecord } from './lifeRecord.ts';
import type { Isolation, PluginHosts } from './pluginHosts.ts';
import type { RunRequest } from './pluginRunner.ts';
import type { ProjectReader } from './projectReader.ts';
import type { TimeKeeper } from './timeKeeper.ts';

/** What a daemon is made of. */
export interface DaemonParts {
  readonly reader: ProjectReader;
  readonly folders: ProjectFolders;
  readonly network: ServerNetwork;
  readonly clock: Clock;
  /** Moves the clock, unless it is the one on the wall. */
  readonly keeper?: TimeKeeper | undefined;
  readonly hosts: PluginHosts;
  /** Whether an error that nobody caught is a plugin's inside this process; it has failed then. */
  readonly claim: (thrown: unknown) => boolean;
  /** Where shipped plugins run when their sections do not say. */
  readonly isolation: Isolation;
  readonly limits?: Limits | undefined;
  /** Remembers should this daemon not come to its end; nothing is remembered when absent. */
  readonly life?: Pick<LifeRecord, 'noteStart' | 'close'> | undefined;
  /** Of the daemon that this one follows after a restart. */
  readonly history?: DaemonHistory | undefined;
}

/** Who wants plugins to run, and how. */
export interface RunPlugins extends Pick<RunRequest, 'actor'> {
  /** Nobody's when absent. */
  readonly debuggers?: RunRequest['debuggers'];
  readonly restart?: RunRequest['restart'];
  /** Whether the shipped plugins with commands run as well, as they do for the editor. */
  readonly withCommands?: boolean;
}
