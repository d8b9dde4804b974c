import type { DebugTarget, LeftBehind } from '../../protocol/index.ts';
import type { SendCommand } from './debugCommand.ts';
import type { VirtualTime } from './virtualTime.ts';
import type { Frames } from './workspaceFrames.ts';

/** Told of what the plugin's file and all that it imports lead to. */
export interface ImportWatch {
  /** An import leads nowhere; Node then throws the error. */
  unresolved(
    thrown: unknown,
    request: { readonly specifier: string; readonly parentUrl: string | undefined },
  ): void;
  /** A file is about to be loaded, absolute. */
  imported(file: string): void;
}

/** What differs between a process of the plugin's own and the daemon's process. */
export interface HostSurroundings {
  /** Imports the plugin's file; answers its exports. */
  importPlugin(file: string, watch: ImportWatch): Promise<Readonly<Record<string, unknown>>>;
  /** Finds the author's lines in stacks. */
  framesOf(project: string): Frames;
  openDebugger(): DebugTarget;
  /** Lets the Debug Console call commands; absent where no debugger comes. */
  readonly offerCommand?: (send: SendCommand) => void;
  /** Blocks until the debugger is attached. */
  waitForDebugger(): void;
  /** Lets the plugin's clocks and timers follow virtual time; absent where others would share them. */
  readonly routeTime?: (time: VirtualTime) => void;
  /** Kinds of what the process has open or under way; absent where others share the process. */
  readonly resources?: () => readonly string[];
  /** Notes what the plugin makes, and answers what of it is open; absent where others share the process. */
  readonly watchLeftovers?: (frames: Frames) => { list(): readonly LeftBehind[] };
  /** Whether promises that are rejected, and that nobody handles, are reported to the host. */
  readonly tellsUnhandled?: true;
  /** Told of messages that cannot be answered. */
  complain(message: string): void;
  /** Ends what the plugin runs in; 0 when it was asked to stop. */
  end(code: 0 | 1): void;
}
