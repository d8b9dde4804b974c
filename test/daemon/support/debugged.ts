import type { DebugTarget } from '../../../runtime/protocol/index.ts';
import type { DaemonClient } from './daemonClient.ts';

/** A plugin that ticks every hundredth of a second. */
export const pythonTicker = `import time

from plugins.ModuleTemplate import ModuleTemplate


class Ticker(ModuleTemplate):
    def run(self):
        times = 0
        while self.mainDaemon.running:
            times += 1
            self.debug("tick %d" % times)
            time.sleep(0.01)
`;

/** Where debuggers were told to attach, in order. */
export function targetsOf(client: DaemonClient): readonly DebugTarget[] {
  return client.told.flatMap(({ kind, note }) => (kind === 'debugTarget' ? [note.target] : []));
}
