import type { Stats } from 'node:fs';
import { lstat, realpath } from 'node:fs/promises';
import { isAbsolute, join, relative, sep } from 'node:path';
import { CodedError, errorCode } from '../base/codedError.ts';

/** Where a path below `etc` really is. */
export interface EtcPlace {
  /** The path as it was asked for, for messages. */
  readonly path: string;
  /** Absolute, with all links resolved. */
  readonly file: string;
  /** Absolute; differs from `file` when a link stands in its place. */
  readonly entry: string;
  readonly kind: 'file' | 'folder' | 'other' | 'missing';
  /** The folders above `entry` that are not there yet, outermost first. */
  readonly missingFolders: readonly string[];
}

/** Longest path in characters, and longest name in it in bytes; file systems take no more. */
const longestPath = 1024;
const longestName = 255;

/** Names that Windows gives to devices, whatever their extension. */
const deviceName = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

/**
 * Finds a path below `etc`. Nothing outside is touched, and the message never tells what is there.
 * @throws CodedError `etc-path-refused`
 */
export async function resolveEtcPath(etc: string, path: string): Promise<EtcPlace> {
  const names = etcNames(path);
  const root = await realpath(etc).catch(() => undefined);
  if (root === undefined) return missingPlace(path, etc, names, [etc]);
  let place = root;
  for (const [index, name] of names.entries()) {
    const entry = join(place, name);
    const stats = await lstatInside(entry, path);
    if (!stats) return missingPlace(path, place, names.slice(index), []);
    const file = stats.isSymbolicLink() ? await realpathInside(root, entry, path) : entry;
    const kind = kindOf(file === entry ? stats : await lstatInside(file, path));
    if (index === names.length - 1) return { path, file, entry, kind, missingFolders: [] };
    if (kind !== 'folder') throw refused(path, `"${name}" is no folder`);
    place = file;
  }
  throw refused(path, 'it has no name');
}

/**
 * The names that a path is made of.
 * @throws CodedError `etc-path-refused` when it could lead out of `etc`, or means another file elsewhere
 */
export function etcNames(path: string): readonly string[] {
  if (path.length > longestPath) throw refused(path.slice(0, 60), 'it is too long');
  const names = path.split('/');
  for (const name of names) {
    const reason = whyNoName(name);
    if (reason !== undefined) throw refused(path, reason);
  }
  return names;
}

function whyNoName(name: string): string | undefined {
  if (name === '') return 'it must be relative, with one "/" between names';
  if (name.startsWith('.')) return 'no name in it may start with a dot';
  if (/[. ]$/.test(name)) return 'no name in it may end with a dot or blank';
  // Control characters, and what separates names, drives and streams on Windows.
  if (/[\p{Cc}\\:]/u.test(name)) return 'it has a character that names cannot have everywhere';
  if (!name.isWellFormed()) return 'it has half of a character';
  if (Buffer.byteLength(name) > longestName) return 'it has a name that is too long';
  if (deviceName.test(name)) return 'it has a name that Windows gives to a device';
  return undefined;
}

function missingPlace(
  path: string,
  place: string,
  names: readonly string[],
  above: readonly string[],
): EtcPlace {
  const entry = join(place, ...names);
  const folders = names.slice(0, -1).map((_, index) => join(place, ...names.slice(0, index + 1)));
  return { path, file: entry, entry, kind: 'missing', missingFolders: [...above, ...folders] };
}

/** Links are not followed here, so this says nothing of what is outside. */
async function lstatInside(entry: string, path: string): Promise<Stats | undefined> {
  try {
    return await lstat(entry);
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw refused(path, `the system says ${errorCode(error)}`);
  }
}

/** A link to nowhere, to outside and to a place that may not be seen all look the same. */
async function realpathInside(root: string, entry: string, path: string): Promise<string> {
  const file = await realpath(entry).catch(() => undefined);
  if (file !== undefined && isInside(root, file)) return file;
  throw refused(path, 'a link in it does not lead to anything in etc');
}

function isInside(root: string, file: string): boolean {
  const way = relative(root, file);
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way);
}

function kindOf(stats: Stats | undefined): EtcPlace['kind'] {
  if (!stats) return 'missing';
  if (stats.isFile()) return 'file';
  return stats.isDirectory() ? 'folder' : 'other';
}

function refused(path: string, reason: string): CodedError {
  return new CodedError(
    'etc-path-refused',
    `The path ${JSON.stringify(path)} cannot be used: ${reason}. Write it relative to etc, such as servers/router.ini.`,
  );
}

/**
 * The folder that the files of one of the project's folders may not leave, all links resolved: `etc`
 * when it is below `etc`, else itself. Undefined when there is none, or it leads out already.
 */
export async function rootOfFolder(etc: string, folder: string): Promise<string | undefined> {
  const root = await realpath(isInside(etc, folder) ? etc : folder).catch(() => undefined);
  if (root === undefined) return undefined;
  const real = await realpath(folder).catch(() => undefined);
  return real === root || (real !== undefined && isInside(root, real)) ? root : undefined;
}

/** Whether a link leads to something in that folder. */
export async function leadsInto(root: string, link: string): Promise<boolean> {
  const file = await realpath(link).catch(() => undefined);
  return file !== undefined && isInside(root, file);
}
