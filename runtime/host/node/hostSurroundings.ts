import type { DebugTarget } from '../../protocol/index.ts';
import type { VirtualTime } from './virtualTime.ts';
import type { Frames } from './workspaceFrames.ts';

/** Told of an import that leads nowhere, with the error that Node then throws. */
export type OnUnresolved = (
  thrown: unknown,
  request: { readonly specifier: string; readonly parentUrl: string | undefined },
) => void;

/** What differs between a process of the plugin's own and the daemon's process. */
export interface HostSurroundings {
  /** Imports the plugin's file; answers its exports. */
  importPlugin(
    file: string,
    onUnresolved: OnUnresolved,
  ): Promise<Readonly<Record<string, unknown>>>;
  /** Finds the author's lines in stacks. */
  framesOf(project: string): Frames;
  openDebugger(): DebugTarget;
  /** Blocks until the debugger is attached. */
  waitForDebugger(): void;
  /** Lets the plugin's clocks and timers follow virtual time; absent where others would share them. */
  readonly routeTime?: (time: VirtualTime) => void;
  /** Kinds of what the process has open or under way; absent where others share the process. */
  readonly resources?: () => readonly string[];
  /** Told of messages that cannot be answered. */
  complain(message: string): void;
  /** Ends what the plugin runs in; 0 when it was asked to stop. */
  end(code: 0 | 1): void;
}
