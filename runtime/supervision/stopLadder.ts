import type { Farewell, HostProcess } from './hostProcess.ts';
import type { ProcessLimits } from './processLimits.ts';

/** Which process is to stop, and what may be asked of it. */
interface StopRequest {
  readonly process: HostProcess;
  readonly limits: Pick<ProcessLimits, 'stop' | 'terminate'>;
  /** Asks the plugin; absent where there is nothing of it yet. */
  readonly ask: (() => Promise<unknown>) | undefined;
  readonly isDebugged: boolean;
}

/** Asks the plugin to stop, and ends its process when that takes too long. */
export async function walkStopLadder(request: StopRequest): Promise<Farewell> {
  const { process, limits, ask, isDebugged } = request;
  if (ask) {
    // An answer is no end yet, and an error it may answer ends in the same ladder.
    const answered = ask().then(
      () => false,
      () => false,
    );
    const gone = process.goneWithin(limits.stop);
    // A process that exits waits for its debugger to go, so its answer has to be enough.
    if (await (isDebugged ? Promise.race([answered, gone]) : gone)) return 'byItself';
  }
  return process.terminate(limits.terminate);
}

/** What to say of a plugin that did not stop within `ms`. */
export function stopForced(className: string, ms: number, signal: Farewell): string {
  return (
    `${className} did not stop within ${ms / 1000} s, so ${signal} ended it. ` +
    'Let run() return once mainDaemon.running is false, and wait with sleep().'
  );
}
