import { constants } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import { open } from 'node:fs/promises';
import { errorCode } from '../base/codedError.ts';
import type { Problem } from '../protocol/index.ts';

/** No ini file of a project is as big as this by intention. */
export const maxFileBytes = 1024 * 1024;

/** The text of a file, or why there is none. */
export type ProjectText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly problem: Problem };

/**
 * Reads an ini file of a project: an ordinary file, UTF-8, of bearable size.
 * With `noLink` a link in the place of the file is not followed.
 */
export async function readProjectFile(
  file: string,
  { noLink = false }: { readonly noLink?: boolean } = {},
): Promise<ProjectText> {
  // A pipe must not keep the reader waiting for its writer. Windows has neither of the two flags.
  const flags = constants.O_RDONLY | constants.O_NONBLOCK | (noLink ? constants.O_NOFOLLOW : 0);
  try {
    const handle = await open(file, flags);
    try {
      return await readHandle(file, handle);
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { kind: 'missing' };
    const reason = `the system says ${errorCode(error)}; check its permissions`;
    return unreadable(file, 'file-unreadable', reason);
  }
}

async function readHandle(file: string, handle: FileHandle): Promise<ProjectText> {
  const stats = await handle.stat();
  if (!stats.isFile()) return unreadable(file, 'file-unreadable', 'it is no ordinary file');
  if (stats.size > maxFileBytes) {
    return unreadable(file, 'file-too-big', `it has more than ${maxFileBytes / 1024} KiB`);
  }
  return decode(file, await handle.readFile());
}

function decode(file: string, bytes: Uint8Array): ProjectText {
  try {
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return { kind: 'text', text: decoder.decode(bytes) };
  } catch {
    return unreadable(file, 'file-not-utf8', 'it is not UTF-8; save it with that encoding');
  }
}

function unreadable(file: string, code: string, reason: string): ProjectText {
  const message = `${file} cannot be used: ${reason}.`;
  return {
    kind: 'unreadable',
    problem: { code, severity: 'error', message, source: { file, line: 1 } },
  };
}
