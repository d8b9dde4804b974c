import type { DebugProtocol } from '@vscode/debugprotocol';
import type { DaemonChoices } from '../daemon/daemons.ts';

/** What an entry of type `ockle` holds once it is complete. */
export interface OckleLaunch extends DaemonChoices {
  /** Absolute path of the project's folder. */
  readonly project: string;
  /** Class names in the order they are constructed, or those that `pluginList` enables. */
  readonly plugins: readonly string[] | 'all';
  /** Absolute path of a file with faults for the simulated rack. */
  readonly faults?: string;
}

/** The same as it reaches the debug adapter. */
export interface OckleLaunchArguments extends DebugProtocol.LaunchRequestArguments, OckleLaunch {}

/** A session that joins what runs already; `all` means every plugin of the project that runs. */
export interface OckleAttachArguments
  extends DebugProtocol.AttachRequestArguments, Pick<OckleLaunch, 'project' | 'plugins'> {}
