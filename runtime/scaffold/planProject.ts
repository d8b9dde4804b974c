import type { NewFile, Plan } from './plan.ts';

/** Folders whose files make up the rack; the sample is added only where all of them are empty. */
const rackFolders = ['etc/servers/', 'etc/outlets/', 'etc/testers/', 'etc/controllers/'];

/**
 * What to write so that a folder is an Ockle project with a simulated rack: `files` that it does not
 * have. `existing` are the folder's files, relative, parts joined by `/`.
 */
export function planProject(existing: Iterable<string>, files: readonly NewFile[]): Plan {
  const paths = [...existing].map((path) => path.toLowerCase());
  const known = new Set(paths);
  const isInRack = (path: string): boolean =>
    rackFolders.some((folder) => path.toLowerCase().startsWith(folder));
  const hasRack = paths.some(isInRack);
  const newFiles = files.filter(
    ({ path }) => !known.has(path.toLowerCase()) && !(hasRack && isInRack(path)),
  );
  return { newFiles, textEdits: [] };
}
