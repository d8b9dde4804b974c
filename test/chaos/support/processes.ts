import assert from 'node:assert/strict';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

/** A process as /proc shows it. */
export interface SeenProcess {
  readonly pid: number;
  readonly command: string;
}

/** Every process that works in a folder or below it, and is not just waiting to be buried. */
export function processesIn(folder: string): readonly SeenProcess[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => look(Number(name), folder) ?? []);
}

function look(pid: number, folder: string): SeenProcess | undefined {
  try {
    const cwd = readlinkSync(`/proc/${pid}/cwd`).replace(/ \(deleted\)$/, '');
    if (cwd !== folder && !cwd.startsWith(`${folder}/`)) return undefined;
    if (/^\d+ \(.*\) [ZX]/s.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) return undefined;
    const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return { pid, command };
  } catch {
    // It ended while we looked, or is somebody else's.
    return undefined;
  }
}

/** Milliseconds between two looks, and looks after which what is still there is left for good. */
const pause = 20;
const mostLooks = 500;

/** Fails, and ends them, if other processes than these still work in the folder after a while. */
export async function assertNothingLeft(
  folder: string,
  expected: () => readonly number[] = () => [],
  looks = mostLooks,
): Promise<void> {
  const left = (): readonly SeenProcess[] => {
    const seen = processesIn(folder);
    // Asked afterwards: one that begins between the two looks is no rest of anything.
    const known = expected();
    return seen.filter(({ pid }) => !known.includes(pid));
  };
  let found = left();
  for (let done = 0; done < looks && found.length > 0; done++) {
    await wait(pause);
    found = left();
  }
  for (const { pid } of found) process.kill(pid, 'SIGKILL');
  assert.deepEqual(found, [], 'These processes were left behind');
}

/** Bytes that a process has in memory. */
export function residentBytes(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+) kB/m.exec(status)?.[1] ?? 0) * 1024;
}

/** Ports that a process listens on, by way of its sockets. */
export function listeningPorts(pid: number): readonly string[] {
  const inodes = new Set(
    readdirSync(`/proc/${pid}/fd`).map((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${pid}/fd/${fd}`))?.[1];
      } catch {
        return undefined;
      }
    }),
  );
  return ['tcp', 'tcp6'].flatMap((table) =>
    readFileSync(`/proc/net/${table}`, 'utf8')
      .split('\n')
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter(([, , , state, , , , , , inode]) => state === '0A' && inodes.has(inode))
      .map(([, local = '']) => local),
  );
}
