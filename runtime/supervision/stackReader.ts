import type { SpawnedProcess } from '../platform/spawnProcess.ts';
import type { RpcTimers } from '../protocol/index.ts';
import type { PluginOutput } from './pluginOutput.ts';
import type { StackLine } from './stackDump.ts';

/** Milliseconds in which Python writes its stack. */
const pythonTime = 300;

/** Finds out where a process is that answers nothing. */
export interface StackReader {
  /** The stack once it comes, innermost line first; nothing where it cannot be asked for. */
  ask(): Promise<readonly StackLine[]> | undefined;
  /** Nobody wants to know any more. */
  giveUp(): void;
}

/** Asks faulthandler, which writes to stderr. */
export function pythonStack(
  process: SpawnedProcess,
  output: PluginOutput,
  timers: RpcTimers,
): StackReader {
  let stopTimer = (): void => undefined;
  return {
    ask() {
      if (!process.askForStack()) return undefined;
      output.expectStack();
      return new Promise((resolve) => {
        stopTimer = timers.after(pythonTime, () => resolve(output.takeStack()));
      });
    },
    giveUp: () => stopTimer(),
  };
}
