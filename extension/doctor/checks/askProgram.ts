import { execFile } from 'node:child_process';
import { parse } from 'node:path';
import { promisify } from 'node:util';
import { childEnvironment } from '../../../runtime/protocol/childEnvironment.ts';

/** A program to start and what bounds it. */
export interface Question {
  readonly command: string;
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Milliseconds after which it is killed. */
  readonly patience: number;
  readonly signal: AbortSignal;
}

/** Starts a program and answers what it printed; rejects with the reason in plain words. */
export async function askProgram(question: Question): Promise<string> {
  const { command, args, env = {}, patience, signal } = question;
  try {
    const { stdout } = await promisify(execFile)(command, [...args], {
      // Not the project: nothing of it may be imported instead of what is asked about.
      cwd: parse(process.execPath).root,
      env: childEnvironment(env),
      timeout: patience,
      // A program may refuse to hear anything less.
      killSignal: 'SIGKILL',
      signal,
      windowsHide: true,
    });
    return stdout.trim();
  } catch (thrown) {
    throw new Error(whyNot(thrown, question), { cause: thrown });
  }
}

function whyNot(thrown: unknown, { command, patience }: Question): string {
  const error = thrown as NodeJS.ErrnoException & { killed?: boolean; stderr?: string };
  if (error.code === 'ENOENT') return `there is no ${command}`;
  if (error.code === 'EACCES') return `${command} may not be executed`;
  if (error.killed === true) return `${command} did not answer within ${patience / 1000} s`;
  const lastLine = error.stderr?.trim().split('\n').at(-1) ?? '';
  return lastLine === '' ? error.message : lastLine;
}
