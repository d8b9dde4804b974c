import assert from 'node:assert/strict';
import type { ChildProcess } from 'node:child_process';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { distFolder } from './dist.ts';

/** The command line as a user runs it. */
export class Terminal {
  readonly child: ChildProcess;
  out = '';
  err = '';

  constructor(args: readonly string[], script = join(distFolder(), 'cli.js')) {
    this.child = spawn(process.execPath, [script, ...args]);
    this.child.stdout?.on('data', (data: Buffer) => (this.out += data.toString()));
    this.child.stderr?.on('data', (data: Buffer) => (this.err += data.toString()));
  }

  /** Resolves when stdout has the text so many times. */
  async until(text: string, times: number): Promise<void> {
    while (this.out.split(text).length <= times) {
      const ended = this.child.exitCode !== null;
      assert.ok(!ended, `It ended before it wrote "${text}":\n${this.out}\n${this.err}`);
      await Promise.race([once(this.child.stdout!, 'data'), once(this.child, 'exit')]);
    }
  }

  /** Resolves when stderr has the text. */
  async untilError(text: string): Promise<void> {
    while (!this.err.includes(text)) {
      assert.equal(this.child.exitCode, null, `It ended before it wrote "${text}":\n${this.err}`);
      await Promise.race([once(this.child.stderr!, 'data'), once(this.child, 'exit')]);
    }
  }

  async interrupt(): Promise<number | null> {
    const ended = once(this.child, 'exit');
    this.child.kill('SIGINT');
    await ended;
    return this.child.exitCode;
  }
}

/** Runs the command line to its end. */
export async function runToEnd(...args: readonly string[]) {
  const terminal = new Terminal(args);
  await once(terminal.child, 'close');
  return { code: terminal.child.exitCode, out: terminal.out, err: terminal.err };
}

/** Ids of processes whose working folder is the project. */
export async function processesOf(project: string): Promise<readonly string[]> {
  const script =
    'for p in /proc/[0-9]*; do [ "$(readlink $p/cwd)" = "$0" ] && echo ${p#/proc/}; done; true';
  const { stdout } = await promisify(execFile)('sh', ['-c', script, project]);
  return stdout.split('\n').filter(Boolean);
}
