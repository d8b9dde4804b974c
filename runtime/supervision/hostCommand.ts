import { join } from 'node:path';
import type { SpawnRequest } from '../platform/spawnProcess.ts';
import type { Python } from '../platform/pythonFinder.ts';
import { maxMessageBytes } from '../protocol/index.ts';
import type { ProcessLimits } from './processLimits.ts';

/** What a host is told of the limits, so that it refuses on its side what we would refuse. */
type HostLimits = Pick<ProcessLimits, 'messageBytes' | 'pendingCalls'>;

/** The interpreter of a host, and what for. */
interface PythonHost {
  readonly python: Pick<Python, 'command'>;
  readonly forDebugging?: boolean;
}

const usualLimits: HostLimits = { messageBytes: maxMessageBytes, pendingCalls: 256 };

/** How to start the host of TypeScript plugins; `dist` is the folder of the built product. */
export function nodeHostCommand(dist: string, project: string, limits = usualLimits): SpawnRequest {
  return {
    command: process.execPath,
    // Should its inspector be asked for, then on a free port.
    args: ['--inspect-port=0', join(dist, 'nodeHost.mjs'), ...limitArguments(limits)],
    cwd: project,
    runAsNode: true,
    startsOthers: true,
  };
}

/** How to start the host of Python plugins, which may be about to open a debugger. */
export function pythonHostCommand(
  dist: string,
  project: string,
  { python, forDebugging = false }: PythonHost,
  limits = usualLimits,
): SpawnRequest {
  return {
    command: python.command,
    args: [
      // Breakpoints need modules with their sources.
      ...(forDebugging ? ['-Xfrozen_modules=off'] : []),
      // Lines are wanted as they are printed.
      '-u',
      join(dist, 'python', 'ockle_host'),
      ...limitArguments(limits),
      ...(forDebugging ? ['debug'] : []),
    ],
    cwd: project,
    startsOthers: true,
    env: {
      PYDEVD_DISABLE_FILE_VALIDATION: '1',
      PYTHONDONTWRITEBYTECODE: '1',
      PYTHONIOENCODING: 'utf-8',
    },
  };
}

function limitArguments({ messageBytes, pendingCalls }: HostLimits): readonly string[] {
  return [messageBytes, pendingCalls].map(String);
}
