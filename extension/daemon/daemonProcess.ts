import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import type { Duplex } from 'node:stream';
import { childEnvironment } from '../../runtime/protocol/childEnvironment.ts';
import type { DaemonStart } from './daemons.ts';

/** What starts a daemon process. */
export interface DaemonCommand {
  /** The Node that runs it; inside VS Code this is VS Code's own binary. */
  readonly execPath: string;
  /** The daemon's bundle. */
  readonly entry: string;
  readonly project: string;
  /** The user's choice of Python; empty to let the daemon search. */
  readonly python: string;
  readonly choices?: DaemonStart;
}

/** How a process ended, in words. */
export type ExitText = string;

/** How a daemon ends that was asked to, by its client or by a plugin. */
export const endedByItself: ExitText = 'exit code 0';

/** A daemon process that was asked to start. */
export class DaemonProcess {
  /** Carries the daemon's protocol. */
  readonly channel: Duplex;
  /** Resolves when the process is gone or could not be started. */
  readonly exited: Promise<ExitText>;
  readonly #child: ChildProcess;

  /** `log` hears what the daemon writes to stdout and stderr. */
  constructor(command: DaemonCommand, log: (line: string) => void) {
    const [file, ...args] = commandLine(command);
    const child = spawn(file, args, {
      cwd: command.project,
      env: childEnvironment({ ELECTRON_RUN_AS_NODE: '1' }),
      stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
      windowsHide: true,
    });
    this.#child = child;
    this.channel = child.stdio[3] as Duplex;
    this.exited = new Promise((resolve) => {
      child.once('error', (error) => resolve(error.message));
      child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code ?? 'unknown'}`));
    });
    for (const stream of [child.stdout, child.stderr]) {
      if (stream) createInterface({ input: stream }).on('line', log);
    }
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  /** Ends it without asking; its plugins end with it. */
  kill(): Promise<ExitText> {
    this.#child.kill('SIGKILL');
    return this.exited;
  }
}

const setpriv = '/usr/bin/setpriv';

/** On Linux the kernel ends the daemon when the extension host dies; elsewhere the closed channel does. */
function commandLine({
  execPath,
  entry,
  project,
  python,
  choices: { time, seed, expected } = {},
}: DaemonCommand): [string, ...string[]] {
  const node: [string, ...string[]] = [execPath, entry, '--project', project];
  if (python !== '') node.push('--python', python);
  if (time !== undefined) node.push('--time', time);
  if (seed !== undefined) node.push('--seed', String(seed));
  if (expected) {
    node.push('--expect', expected.plugins === 'all' ? '' : expected.plugins.join(','));
    if (expected.debug) node.push('--expect-debug');
  }
  const bound = process.platform === 'linux' && existsSync(setpriv);
  return bound ? [setpriv, '--pdeathsig', 'KILL', '--', ...node] : node;
}
