import { readFile, stat } from 'node:fs/promises';
import { errorCode } from '../base/codedError.ts';
import type { Problem } from '../protocol/index.ts';

/** No ini file of a project is as big as this by intention. */
const maxBytes = 1024 * 1024;

/** The text of a file, or why there is none. */
export type ProjectText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unreadable'; readonly problem: Problem };

/** Reads an ini file of a project: an ordinary file, UTF-8, of bearable size. */
export async function readProjectFile(file: string): Promise<ProjectText> {
  try {
    const { size, ...stats } = await statFile(file);
    if (!stats.isFile) return unreadable(file, 'file-unreadable', 'it is no ordinary file');
    if (size > maxBytes) {
      return unreadable(file, 'file-too-big', `it has more than ${maxBytes / 1024} KiB`);
    }
    return decode(file, await readFile(file));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return { kind: 'missing' };
    const reason = `the system says ${errorCode(error)}; check its permissions`;
    return unreadable(file, 'file-unreadable', reason);
  }
}

async function statFile(file: string): Promise<{ size: number; isFile: boolean }> {
  const stats = await stat(file);
  return { size: stats.size, isFile: stats.isFile() };
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
