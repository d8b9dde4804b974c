import { readdir, readFile, readlink } from 'node:fs/promises';
import * as vscode from 'vscode';

/** A process, and the ports it listens on. */
export interface RunningProcess {
  readonly pid: number;
  readonly command: string;
  readonly ports: readonly number[];
}

/**
 * The processes that work in a folder, by /proc: daemons, plugin hosts and their debug adapters do.
 * VS Code's own helpers and all language servers do so too and are left out.
 */
export async function processesIn(folder: string): Promise<readonly RunningProcess[]> {
  const listeners = await listeningPorts();
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const found = await Promise.all(pids.map((pid) => describeProcess(pid, folder, listeners)));
  return found
    .flatMap((process) => process ?? [])
    .filter(({ command }) => !command.includes(vscode.env.appRoot))
    .filter(({ command }) => !command.includes('--clientProcessId='));
}

/** Whether anything listens on a port; asking it would be a connection. */
export async function isListening(port: number): Promise<boolean> {
  return [...(await listeningPorts()).values()].includes(port);
}

async function describeProcess(
  pid: number,
  folder: string,
  listeners: ReadonlyMap<string, number>,
): Promise<RunningProcess | undefined> {
  try {
    const cwd = await readlink(`/proc/${pid}/cwd`);
    if (cwd !== folder && !cwd.startsWith(`${folder}/`)) return undefined;
    const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ').trim();
    const descriptors = await readdir(`/proc/${pid}/fd`);
    const links = descriptors.map((descriptor) => readlink(`/proc/${pid}/fd/${descriptor}`));
    const targets = await Promise.allSettled(links);
    const ports = targets.flatMap((target) =>
      target.status === 'fulfilled' ? (listeners.get(target.value) ?? []) : [],
    );
    return { pid, command, ports };
  } catch {
    // Gone while we looked.
    return undefined;
  }
}

/** Ports by the socket that listens on them, as links in /proc name it. */
async function listeningPorts(): Promise<ReadonlyMap<string, number>> {
  const listening = '0A';
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((name) => readFile(`/proc/net/${name}`, 'utf8')),
  );
  const rows = tables.flatMap((table) => table.split('\n').slice(1));
  const sockets = rows
    .map((row) => row.trim().split(/\s+/))
    .filter(([, , , state]) => state === listening);
  return new Map(
    sockets.map(([, address = '', , , , , , , , inode = '']) => [
      `socket:[${inode}]`,
      parseInt(address.split(':')[1] ?? '', 16),
    ]),
  );
}
