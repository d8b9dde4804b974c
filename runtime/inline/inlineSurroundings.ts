import { basename } from 'node:path';
import type { HostSurroundings } from '../host/node/hostSurroundings.ts';
import type { Frames } from '../host/node/workspaceFrames.ts';
import type { SourceLocation } from '../protocol/index.ts';

/** Imports a module by its file. */
export type ImportModule = (file: string) => Promise<Readonly<Record<string, unknown>>>;

/** A shipped plugin has no line of the author's, so nobody pays for looking at the stack. */
const noFrames: Frames = {
  capture: () => ({ frames: () => '' }),
  captureStack: () => ({ frames: () => '' }),
  locate: () => undefined,
  show: ({ file, line }: SourceLocation) => `${basename(file)}:${line}`,
  pathOf: (file) => file,
};

/** The surroundings of a plugin inside the daemon's process, which nothing of a plugin may end. */
export function inlineSurroundings(
  importModule: ImportModule,
  complain: (message: string) => void,
): HostSurroundings {
  return {
    importPlugin: (file) => importModule(file),
    framesOf: () => noFrames,
    openDebugger: () => {
      throw new Error('It runs inside the daemon. Set isolation = process in its section.');
    },
    waitForDebugger: () => undefined,
    complain,
    // Who listens to the report of the end closes the channel; there is nothing else to end.
    end: () => undefined,
  };
}
