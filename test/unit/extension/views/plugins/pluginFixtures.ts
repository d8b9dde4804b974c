import type {
  PluginEntry,
  ProjectEntry,
} from '../../../../../extension/views/plugins/pluginEntry.ts';
import type { PluginInfo } from '../../../../../runtime/protocol/index.ts';

/** The moment that is now, in milliseconds since the epoch. */
export const now = 1_800_000_000_000;

/** A plugin as a daemon or the files tell of it. */
export function info(className: string, over: Partial<PluginInfo> = {}): PluginInfo {
  return {
    className,
    language: 'typescript',
    source: { file: `/lab/src/plugins/${className}.ts`, line: 3, column: 14 },
    enabled: true,
    generation: 0,
    phase: { kind: 'notRunning' },
    ...over,
  };
}

/** The same as the view has it. */
export function entry(
  className: string,
  over: Partial<PluginInfo> = {},
  rest: Omit<PluginEntry, 'info'> = {},
): PluginEntry {
  return { info: info(className, over), ...rest };
}

/** A project of these plugins. */
export function project(plugins: readonly PluginEntry[], path = '/lab'): ProjectEntry {
  return { project: path, isRunning: true, plugins };
}
