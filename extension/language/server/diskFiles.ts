import type { Dirent } from 'node:fs';
import { access, readdir, readFile, realpath } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { FileSource } from './fileSource.ts';
import { isRelevant } from './fileSource.ts';

/** Enough for any project; a folder like a home is not read to its end. */
const mostFolders = 20_000;

/** Files on this machine's disk. */
export const diskFiles: FileSource = {
  async find(folder) {
    const root = fileURLToPath(folder);
    const found: string[] = [];
    const waiting = [root];
    for (let seen = 0; waiting.length > 0 && seen < mostFolders; seen++) {
      const directory = waiting.shift() ?? root;
      for (const entry of await entriesOf(directory)) {
        const path = join(directory, entry.name);
        const below = relative(root, path).split(sep).join('/');
        if (entry.isDirectory()) {
          if (!/^(?:node_modules|__pycache__|\..*)$/.test(entry.name)) waiting.push(path);
        } else if (entry.isFile() && isRelevant(below)) found.push(pathToFileURL(path).href);
      }
    }
    return found;
  },

  async read(uri) {
    try {
      return await readFile(await realpath(fileURLToPath(uri)));
    } catch {
      return undefined;
    }
  },

  async exists(uri) {
    try {
      await access(fileURLToPath(uri));
      return true;
    } catch {
      return false;
    }
  },
};

/** A folder that cannot be read has nothing to check. */
async function entriesOf(directory: string): Promise<readonly Dirent[]> {
  try {
    return await readdir(directory, { withFileTypes: true });
  } catch {
    return [];
  }
}
