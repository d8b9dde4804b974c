import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import { errorCode } from '../../base/codedError.ts';

/** More than any template has; a bigger file is taken for something else. */
const mostBytes = 64 * 1024 * 1024;

/** The bytes of a file, or why they cannot be had. */
export type ReadBytes =
  | { readonly ok: true; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly reason: string };

/** Reads an ordinary file; a pipe does not keep the reader waiting. */
export async function readBytes(file: string): Promise<ReadBytes> {
  try {
    const handle = await open(file, constants.O_RDONLY | constants.O_NONBLOCK);
    try {
      const stats = await handle.stat();
      if (!stats.isFile()) return { ok: false, reason: 'it is no ordinary file' };
      if (stats.size > mostBytes) return { ok: false, reason: 'it has more than 64 MiB' };
      return { ok: true, bytes: await handle.readFile() };
    } finally {
      await handle.close();
    }
  } catch (error) {
    return { ok: false, reason: `the system says ${errorCode(error)}` };
  }
}
