import type { AskedPlugin } from './daemonParts.ts';
import type { MainDaemon } from './mainDaemon.ts';

/** What ran before a restart. */
export interface RanBefore {
  readonly asked: readonly AskedPlugin[];
  /** Whether shipped plugins with commands ran beside them. */
  readonly withCommands: boolean;
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
