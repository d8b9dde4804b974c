import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { tmpdir } from 'node:os';
import { spawnProcess } from './spawnProcess.ts';

/** What came of a ping. */
export type Ping =
  | { readonly kind: 'answered' | 'silent' }
  /** There is no ping program on the PATH. */
  | { readonly kind: 'missing' }
  /** The program could not do its work. */
  | { readonly kind: 'failed'; readonly reason: string };

/** More is not kept of what the program complains about. */
const longestReason = 200;

/** Sends one echo request by the system's own program; the host must not begin with `-`. */
export async function pingHost(host: string, seconds: number, signal: AbortSignal): Promise<Ping> {
  const program = findProgram(process.platform === 'win32' ? 'ping.exe' : 'ping');
  if (program === undefined) return { kind: 'missing' };
  const args = pingArguments(process.platform, host, seconds);
  const child = spawnProcess({ command: program, args, cwd: tmpdir() });
  const abort = (): void => child.kill('SIGKILL');
  signal.addEventListener('abort', abort, { once: true });
  child.stdout.resume();
  let complaint = '';
  child.stderr.on('data', (chunk: Buffer) => {
    if (complaint.length < longestReason) complaint += chunk.toString('utf8');
  });
  const end = await child.ended;
  await child.drained;
  signal.removeEventListener('abort', abort);
  if (end.kind === 'exited' && end.code === 0) return { kind: 'answered' };
  if (end.kind === 'exited' && complaint.trim() === '') return { kind: 'silent' };
  const text = complaint.trim().split('\n')[0] ?? '';
  return { kind: 'failed', reason: text.slice(0, longestReason) || describe(end) };
}

/** The arguments for one request and `seconds` of patience. */
export function pingArguments(
  platform: NodeJS.Platform,
  host: string,
  seconds: number,
): readonly string[] {
  if (platform === 'win32') return ['-n', '1', '-w', String(seconds * 1000), host];
  // macOS and the BSDs count -W in milliseconds and take the whole time by -t.
  return ['-c', '1', platform === 'linux' ? '-W' : '-t', String(seconds), host];
}

function describe(end: Awaited<ReturnType<typeof spawnProcess>['ended']>): string {
  if (end.kind === 'killed') return `it was killed by ${end.signal}`;
  return end.kind === 'notStarted' ? end.reason : `it ended with code ${end.code}`;
}

function findProgram(name: string): string | undefined {
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find((path) => isExecutable(path));
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
