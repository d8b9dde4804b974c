import { readdir, realpath, stat } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { errorCode } from '../../base/codedError.ts';

/** Folders that hold nothing of a project's own, but maybe a great many files. */
const skipped: ReadonlySet<string> = new Set(['node_modules', '__pycache__']);
/** Files that may say something; among the plugins' templates every file does. */
const mattering = /\.(?:ini|py|ts)$/i;
const pluginTemplates = '/src/config/plugins/';
/** A folder with such a file is a project. */
const mark = /^(.*)\/(?:etc\/config\.ini|src\/config\/plugins\/[^/]+)$/;

/** The files below a folder that a check has to read, and what could not be looked into. */
export interface FoundFiles {
  /** Absolute, with `/` between the parts. */
  readonly files: readonly string[];
  readonly unread: readonly { readonly path: string; readonly reason: string }[];
}

/** Finds files below folders; links count only where they lead to a file below `root`. */
export async function findFiles(folders: readonly string[], root: string): Promise<FoundFiles> {
  const search = new Search(await realpath(root));
  for (const folder of folders) await search.look(folder);
  return { files: search.files.sort(), unread: search.unread };
}

class Search {
  readonly files: string[] = [];
  readonly unread: { readonly path: string; readonly reason: string }[] = [];
  readonly #root: string;

  constructor(root: string) {
    this.#root = root;
  }

  async look(first: string): Promise<void> {
    const folders = [first];
    for (const folder of folders) {
      for (const entry of await this.#entries(folder)) {
        const path = join(folder, entry.name);
        const isHidden = entry.name.startsWith('.') || skipped.has(entry.name);
        if (entry.isDirectory()) {
          if (!isHidden) folders.push(path);
        } else if (isMattering(path) && (!entry.isSymbolicLink() || (await this.#isInside(path)))) {
          this.files.push(toSlashes(path));
        }
      }
    }
  }

  async #entries(folder: string) {
    try {
      return await readdir(folder, { withFileTypes: true });
    } catch (error) {
      const reason = errorCode(error);
      if (reason !== 'ENOENT') this.unread.push({ path: toSlashes(folder), reason });
      return [];
    }
  }

  /** Whether a link leads to a file below the root; one that leads nowhere is no file. */
  async #isInside(path: string): Promise<boolean> {
    try {
      const target = await realpath(path);
      const below = relative(this.#root, target);
      return !below.startsWith('..') && (await stat(target)).isFile();
    } catch (error) {
      const reason = errorCode(error);
      if (reason !== 'ENOENT') this.unread.push({ path: toSlashes(path), reason });
      return false;
    }
  }
}

function isMattering(path: string): boolean {
  return mattering.test(path) || toSlashes(path).includes(pluginTemplates);
}

/** The folders that are projects, by the files in them. */
export function projectFolders(files: readonly string[]): ReadonlySet<string> {
  return new Set(files.flatMap((file) => mark.exec(file)?.[1] ?? []));
}

/** The nearest of those folders that holds the file. */
export function folderOf(file: string, folders: ReadonlySet<string>): string | undefined {
  for (let at = file.lastIndexOf('/'); at > 0; at = file.lastIndexOf('/', at - 1)) {
    const folder = file.slice(0, at);
    if (folders.has(folder)) return folder;
  }
  return undefined;
}

/** The nearest project that holds a path and is not the whole file system. */
export async function projectAbove(path: string): Promise<string | undefined> {
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    for (const each of ['etc/config.ini', 'src/config/plugins']) {
      if (await exists(join(folder, each))) return toSlashes(folder);
    }
  }
  return undefined;
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch {
    return false;
  }
}

/** A path as templates are named, on every system. */
export function toSlashes(path: string): string {
  return path.replaceAll(sep, '/');
}
