import type { PluginInfo, PluginVariable } from '../../../runtime/protocol/index.ts';

/** Why and where a debugger holds a plugin. */
export interface PluginStop {
  /** As the debug adapter protocol names it: `breakpoint`, `step`, `pause`, `exception`. */
  readonly reason: string;
  /** Absolute. */
  readonly file?: string;
  readonly line?: number;
}

/** A config variable as it is shown. */
export interface ShownVariable {
  readonly variable: PluginVariable;
  /** What the files say, where the plugin runs with another value. */
  readonly afterReload?: string;
}

/** A plugin of a project, whether it runs or is only a file. */
export interface PluginEntry {
  readonly info: PluginInfo;
  /** Bytes of memory that are its own. */
  readonly memory?: number;
  readonly stop?: PluginStop;
  /** A debugger is on it. */
  readonly isDebugged?: true;
  /** Absent until somebody wants to see them. */
  readonly variables?: readonly ShownVariable[];
  /** Its template, absolute; absent where there is none. */
  readonly template?: string;
}

/** The plugins of one project. */
export interface ProjectEntry {
  /** Absolute path. */
  readonly project: string;
  readonly isRunning: boolean;
  readonly plugins: readonly PluginEntry[];
}

/** Whether something of the plugin runs. */
export function isAlive({ phase }: Pick<PluginInfo, 'phase'>): boolean {
  const over: readonly string[] = ['notRunning', 'stopped', 'failed'];
  return !over.includes(phase.kind);
}
