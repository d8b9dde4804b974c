import { spawn, type ChildProcess } from 'node:child_process';
import { realpathSync } from 'node:fs';
import { constants } from 'node:os';
import { basename } from 'node:path';
import type { Duplex, Readable } from 'node:stream';
import { childEnvironment } from '../protocol/childEnvironment.ts';
import { catches } from './caughtSignals.ts';
import { guardGroup } from './guardGroup.ts';
import { killTree } from './killTree.ts';

/** What to start and where. */
export interface SpawnRequest {
  readonly command: string;
  readonly args: readonly string[];
  readonly cwd: string;
  /** Added to the allowed part of our own environment. */
  readonly env?: Readonly<Record<string, string>>;
  /** The command is our own executable, which may be Electron. */
  readonly runAsNode?: boolean;
  /** It may start programs, which have to end with us as well. */
  readonly startsOthers?: boolean;
}

/** How a process ended. */
export type ProcessEnd =
  | { readonly kind: 'exited'; readonly code: number }
  | { readonly kind: 'killed'; readonly signal: string }
  | { readonly kind: 'notStarted'; readonly reason: string };

/** A running child that leads its own process group. */
export interface SpawnedProcess {
  /** Absent when it could not be started. */
  readonly pid: number | undefined;
  /** File descriptor 3 of the child. */
  readonly channel: Duplex;
  readonly stdout: Readable;
  readonly stderr: Readable;
  /** Resolves when the process itself is gone; what it started may still live. */
  readonly ended: Promise<ProcessEnd>;
  /** Resolves when the streams have ended too. */
  readonly drained: Promise<undefined>;
  /** Together with all it started. */
  kill(signal: 'SIGTERM' | 'SIGKILL'): void;
  /** Makes our Python host write its stack to stderr; false where that cannot be. */
  askForStack(): boolean;
  /** Makes Node open its inspector, which says where on stderr; false where that cannot be. */
  openInspector(): boolean;
}

/** Starts a child in its own group that dies with us where the system can promise that. */
export function spawnProcess(request: SpawnRequest): SpawnedProcess {
  const [command, args] = boundToOurLife(request.command, request.args);
  const child = spawn(command, args, {
    cwd: request.cwd,
    env: childEnvironment({
      ...request.env,
      ...(request.runAsNode && { ELECTRON_RUN_AS_NODE: '1' }),
    }),
    detached: process.platform !== 'win32',
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const ended = Promise.withResolvers<ProcessEnd>();
  const drained = Promise.withResolvers<undefined>();
  child.once('error', (error) => {
    ended.resolve({ kind: 'notStarted', reason: error.message });
    drained.resolve(undefined);
  });
  const callOff = request.startsOthers && child.pid !== undefined && guardGroup(child.pid);
  child.once('exit', (code, signal) => {
    ended.resolve(
      signal === null ? { kind: 'exited', code: code ?? 0 } : { kind: 'killed', signal },
    );
    // Whoever waits for the end takes care of what is left, and others may get its number.
    if (callOff) void ended.promise.then(callOff);
  });
  child.once('close', () => drained.resolve(undefined));
  const { pid } = child;
  const [, stdout, stderr, channel] = child.stdio;
  return {
    pid,
    channel: channel as Duplex,
    stdout: stdout as Readable,
    stderr: stderr as Readable,
    ended: ended.promise,
    drained: drained.promise,
    kill: (signal) => pid !== undefined && killTree(pid, signal),
    askForStack: () => signalIfCaught(child, 'SIGUSR2'),
    openInspector: () => signalIfCaught(child, 'SIGUSR1'),
  };
}

/** To the process alone, which would end by a signal that it does not expect. */
function signalIfCaught(child: ChildProcess, signal: 'SIGUSR1' | 'SIGUSR2'): boolean {
  if (process.platform === 'win32' || child.pid === undefined) return false;
  return catches(child.pid, constants.signals[signal]) && child.kill(signal);
}

/** Linux only; elsewhere the child has to notice the end of its channel. */
function boundToOurLife(
  command: string,
  args: readonly string[],
): readonly [string, readonly string[]] {
  const setpriv = findSetpriv();
  return setpriv ? [setpriv, ['--pdeathsig', 'KILL', '--', command, ...args]] : [command, args];
}

/** The setpriv of util-linux; BusyBox has one that cannot do this. */
function findSetpriv(): string | undefined {
  if (process.platform !== 'linux') return undefined;
  return ['/usr/bin/setpriv', '/bin/setpriv'].find((path) => {
    try {
      return basename(realpathSync(path)) === 'setpriv';
    } catch {
      return false;
    }
  });
}
