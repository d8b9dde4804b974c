import type { OpStateText, ServerSnapshot } from '../../../../../runtime/protocol/index.ts';

/** A server with one outlet, both in that state. */
export function serverOf(
  name: string,
  dependencies: readonly string[] = [],
  opState: OpStateText = 'OFF',
): ServerSnapshot {
  const state = opState === 'Unknown' ? null : opState === 'OK';
  return {
    name,
    opState,
    dependencies,
    startAttempts: 0,
    shutdownAttempts: 0,
    outlets: [{ name: 'psu', type: 'Dummy', generator: 'rack', opState, state }],
    controls: [],
    tests: [],
    file: `/etc/servers/${name}.ini`,
  };
}

/** `count` servers, each needing the one before; the last one first in the list. */
export function chainOf(count: number, opState: OpStateText): readonly ServerSnapshot[] {
  return Array.from({ length: count }, (_, at) => count - 1 - at).map((at) =>
    serverOf(`s${at}`, at === 0 ? [] : [`s${at - 1}`], opState),
  );
}
