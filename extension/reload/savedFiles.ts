import { sep } from 'node:path';
import { configPath } from '../../runtime/project/index.ts';

/** Tells each save once, though the editor and a file watcher both speak of it. */
export class SavedFiles {
  readonly #stamps = new Map<string, string>();

  /** Whether a file differs from what was last heard of it; `stamp` changes with each save. */
  isNew(file: string, stamp: string): boolean {
    if (this.#stamps.get(file) === stamp) return false;
    this.#stamps.set(file, stamp);
    return true;
  }
}

/** Whether a file of a project can make its plugins differ: its sources, templates and config.ini. */
export function isReloadedFile(project: string, file: string): boolean {
  if (file === [project, ...configPath.split('/')].join(sep)) return true;
  return file.startsWith(`${project}${sep}src${sep}`) && !file.includes(`${sep}.`);
}
