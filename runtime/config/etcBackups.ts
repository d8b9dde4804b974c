import { mkdir, readdir, rename, unlink } from 'node:fs/promises';
import { dirname, join, parse } from 'node:path';
import { CodedError } from '../base/codedError.ts';
import { syncFolder } from '../platform/replaceFile.ts';
import type { EtcPlace } from './etcPath.ts';
import { etcNames, resolveEtcPath } from './etcPath.ts';

/** Below `etc`; the name is the original's. */
const backupFolder = 'serversBack';

/**
 * Moves a file to `etc/serversBack`: `servers/router.ini` becomes `servers.router.1.ini`, the next of
 * that path has the number 2, and the newest of it are kept, as many as `mostBackups` says.
 */
export async function moveToBackups(
  etc: string,
  place: EtcPlace,
  mostBackups: number,
): Promise<void> {
  const home = await backupHome(etc);
  const { stem, extension } = backupName(place.path);
  const numbers = await backupNumbers(home, stem, extension);
  const newest = Math.max(0, ...numbers) + 1;
  await rename(place.entry, join(home, `${stem}.${newest}${extension}`));
  await syncFolder(home);
  await syncFolder(dirname(place.entry));
  for (const number of numbers.filter((each) => each <= newest - mostBackups)) {
    await unlink(join(home, `${stem}.${number}${extension}`));
  }
}

async function backupHome(etc: string): Promise<string> {
  const { kind, file } = await resolveEtcPath(etc, backupFolder);
  if (kind === 'folder') return file;
  if (kind === 'missing') {
    await mkdir(file);
    await syncFolder(dirname(file));
    return file;
  }
  throw new CodedError('file-not-writable', `etc/${backupFolder} is no folder. Rename it.`);
}

function backupName(path: string): { readonly stem: string; readonly extension: string } {
  const flat = etcNames(path).join('.');
  const { name, ext } = parse(flat);
  // Room for the number: the name as a whole must stay one that file systems take.
  const isLong = Buffer.byteLength(flat) > 200;
  return { stem: isLong ? Array.from(name).slice(-45).join('') : name, extension: ext };
}

async function backupNumbers(
  home: string,
  stem: string,
  extension: string,
): Promise<readonly number[]> {
  const numbers: number[] = [];
  for (const name of await readdir(home)) {
    if (!name.startsWith(`${stem}.`) || !name.endsWith(extension)) continue;
    const digits = name.slice(stem.length + 1, name.length - extension.length);
    if (/^[1-9]\d{0,14}$/.test(digits)) numbers.push(Number(digits));
  }
  return numbers;
}
