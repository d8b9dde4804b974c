import type { MainDaemon } from './mainDaemon.ts';
import type { PluginRecord } from './pluginRegistry.ts';
import type { RunRequest } from './pluginRunner.ts';

/** A plugin that somebody asked for, and how. */
interface AskedPlugin extends Pick<RunRequest, 'debuggers' | 'restart'> {
  readonly name: string;
}

/** What ran before a restart. */
export interface RanBefore {
  readonly asked: readonly AskedPlugin[];
  /** Whether shipped plugins with commands ran beside them. */
  readonly withCommands: boolean;
}

/** What runs now: the plugins that somebody asked for and that are not over. */
export function runningOf(records: readonly PluginRecord[]): RanBefore {
  const alive = records.filter(({ isAlive }) => isAlive);
  return {
    asked: alive
      .filter(({ runsAlong }) => !runsAlong)
      .map(({ className: name, debuggers, restart }) => ({ name, debuggers, restart })),
    withCommands: alive.some(({ runsAlong }) => runsAlong),
  };
}

/** Runs after a restart what ran before it, each as it was asked for. */
export async function runAgain(
  daemon: MainDaemon,
  { asked, withCommands }: RanBefore,
): Promise<void> {
  const rest = new Set(asked);
  for (const first of asked) {
    const alike = [...rest].filter((each) => isAlike(each, first));
    for (const each of alike) rest.delete(each);
    const names = alike.map(({ name }) => name);
    const { debuggers, restart } = first;
    const actor = { kind: debuggers.length > 0 ? 'debugger' : 'daemon' } as const;
    const request = { actor, debuggers, restart, withCommands };
    if (names.length > 0) await daemon.runPlugins(names, request);
  }
}

function isAlike(one: AskedPlugin, other: AskedPlugin): boolean {
  const { debuggers } = other;
  return (
    one.restart === other.restart &&
    one.debuggers.length === debuggers.length &&
    one.debuggers.every((client, at) => client === debuggers[at])
  );
}
