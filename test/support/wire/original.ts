import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

const python = process.platform === 'win32' ? 'python' : 'python3';

const running: ChildProcess[] = [];

/** Sends requests as the original's client does, each on its connection; resolves to the replies. */
export async function callAsOriginal(
  port: number,
  requests: readonly string[],
): Promise<readonly string[]> {
  const child = spawn(python, [join(import.meta.dirname, 'originalClient.py'), String(port)]);
  let out = '';
  let err = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (out += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (err += text));
  child.stdin.end(requests.map((request) => `${request}\n`).join(''));
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) throw new Error(`The original's client ended with ${code}: ${err}`);
  return out
    .trimEnd()
    .split('\n')
    .map((line) => line.replaceAll('\\n', '\n'));
}

/** Starts a listener that reads as the original's does; resolves to its port. */
export async function startOriginalListener(): Promise<number> {
  const child = spawn(python, [join(import.meta.dirname, 'originalListener.py')], {
    stdio: ['ignore', 'pipe', 'ignore'],
  });
  running.push(child);
  const [line] = (await once(child.stdout, 'data')) as [Buffer];
  return Number(line.toString());
}

/** Call it in an `afterEach` hook. */
export function stopOriginalListeners(): void {
  for (const child of running.splice(0)) child.kill('SIGKILL');
}
