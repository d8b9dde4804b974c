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
  for (const { debug, restart } of asked) {
    const alike = [...rest].filter((each) => each.debug === debug && each.restart === restart);
    for (const each of alike) rest.delete(each);
    const names = alike.map(({ name }) => name);
    const actor = { kind: debug ? 'debugger' : 'daemon' } as const;
    if (names.length > 0) await daemon.runPlugins(names, { actor, debug, restart, withCommands });
  }
}
