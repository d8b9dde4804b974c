import { dirname, join } from 'node:path';
import { projectMarks } from '../../runtime/project/index.ts';

/** The nearest folder from `start` upward that is an Ockle project. */
export async function findProject(
  start: string,
  exists: (path: string) => Promise<boolean>,
): Promise<string | undefined> {
  for (let folder = start; ; folder = dirname(folder)) {
    for (const mark of projectMarks) if (await exists(join(folder, mark))) return folder;
    if (folder === dirname(folder)) return undefined;
  }
}
