import { constants } from 'node:fs';
import { open, realpath, rename, stat, unlink } from 'node:fs/promises';
import type { FileCalls } from '../../../runtime/platform/replaceFile.ts';

/** One call of a writer of files. */
export type FileOperation =
  | {
      readonly kind: 'realpath' | 'stat' | 'openFolder' | 'sync' | 'close' | 'unlink' | 'chown';
      readonly path: string;
    }
  | {
      readonly kind: 'create';
      readonly path: string;
      readonly flags: number;
      readonly mode: number;
    }
  | { readonly kind: 'write'; readonly path: string; readonly content: string }
  | { readonly kind: 'chmod'; readonly path: string; readonly mode: number }
  | { readonly kind: 'rename'; readonly from: string; readonly path: string };

/** The calls of Node, written down in order; `before` runs first and may throw in the place of one. */
export function recordFiles(
  before: (operation: FileOperation, index: number) => void | Promise<void> = () => undefined,
): { readonly files: FileCalls; readonly operations: readonly FileOperation[] } {
  const operations: FileOperation[] = [];
  const note = async (operation: FileOperation): Promise<void> => {
    operations.push(operation);
    await before(operation, operations.length - 1);
  };
  const noted = async <Result>(operation: FileOperation, call: () => Promise<Result>) => {
    await note(operation);
    return call();
  };
  const files: FileCalls = {
    realpath: (path) => noted({ kind: 'realpath', path }, () => realpath(path)),
    stat: (path) => noted({ kind: 'stat', path }, () => stat(path)),
    rename: (from, path) => noted({ kind: 'rename', from, path }, () => rename(from, path)),
    unlink: (path) => noted({ kind: 'unlink', path }, () => unlink(path)),
    async open(path, flags, mode = 0) {
      const creates = (flags & constants.O_CREAT) !== 0;
      await note(creates ? { kind: 'create', path, flags, mode } : { kind: 'openFolder', path });
      const handle = await open(path, flags, mode);
      return {
        writeFile: (content) =>
          noted({ kind: 'write', path, content: content.toString() }, () =>
            handle.writeFile(content),
          ),
        chown: (uid, gid) => noted({ kind: 'chown', path }, () => handle.chown(uid, gid)),
        chmod: (bits) => noted({ kind: 'chmod', path, mode: bits }, () => handle.chmod(bits)),
        sync: () => noted({ kind: 'sync', path }, () => handle.sync()),
        // A close that fails has closed all the same.
        close: () => note({ kind: 'close', path }).finally(() => handle.close()),
      };
    },
  };
  return { files, operations };
}
