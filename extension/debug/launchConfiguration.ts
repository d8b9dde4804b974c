import type { DebugProtocol } from '@vscode/debugprotocol';

/** What an entry of type `ockle` holds once it is complete. */
export interface OckleLaunch {
  /** Absolute path of the project's folder. */
  readonly project: string;
  /** Class names in the order they are constructed, or those that `pluginList` enables. */
  readonly plugins: readonly string[] | 'all';
}

/** The same as it reaches the debug adapter. */
export interface OckleLaunchArguments extends DebugProtocol.LaunchRequestArguments, OckleLaunch {}
