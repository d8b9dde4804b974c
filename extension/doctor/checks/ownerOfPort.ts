import { readdir, readFile, readlink } from 'node:fs/promises';

/** A process that listens. */
export interface PortOwner {
  readonly pid: number;
  readonly name: string;
}

const listening = '0A';

/** Who listens on a TCP port of this machine, as far as the system tells; Linux only. */
export async function ownerOfPort(port: number): Promise<PortOwner | undefined> {
  const sockets = await socketsOf(port);
  if (sockets.size === 0) return undefined;
  for (const pid of await listOf('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    for (const handle of await listOf(`/proc/${pid}/fd`)) {
      const target = await readlink(`/proc/${pid}/fd/${handle}`).catch(() => '');
      if (!sockets.has(target)) continue;
      const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => 'unknown');
      return { pid: Number(pid), name: name.trim() };
    }
  }
  return undefined;
}

/** The sockets that listen on a port, as links to them are written. */
async function socketsOf(port: number): Promise<ReadonlySet<string>> {
  const tables = await Promise.all(
    ['/proc/net/tcp', '/proc/net/tcp6'].map((file) => readFile(file, 'utf8').catch(() => '')),
  );
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, '0')}`;
  const found = tables
    .flatMap((table) => table.split('\n').slice(1))
    .map((line) => line.trim().split(/\s+/))
    .filter(([, local = '', , state]) => local.endsWith(wanted) && state === listening)
    .map((fields) => `socket:[${fields[9] ?? ''}]`);
  return new Set(found);
}

/** Processes come and go while they are listed, and some are others'. */
async function listOf(folder: string): Promise<readonly string[]> {
  return readdir(folder).catch(() => []);
}
