import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, realpath, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const made: string[] = [];

/** Makes a folder with these files (relative path → text); `removeTempProjects` takes it away. */
export async function makeProject(
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<string> {
  const project = await realpath(await mkdtemp(join(tmpdir(), 'ockle-test-')));
  made.push(project);
  await writeFiles(project, files);
  return project;
}

/** Writes files (relative path → text) into a folder. */
export async function writeFiles(
  folder: string,
  files: Readonly<Record<string, string | Uint8Array>>,
): Promise<void> {
  for (const [path, text] of Object.entries(files)) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}

/** Call it in an `after` hook. */
export async function removeTempProjects(): Promise<void> {
  for (const project of made.splice(0)) await rm(project, { recursive: true, force: true });
}

/** One text for all files that the user writes; the log and what is in `.ockle` are not among them. */
export async function hashProject(project: string): Promise<string> {
  const own = (await readdir(project)).filter((name) => !['.ockle', 'log.txt'].includes(name));
  return [...own, ...(await Promise.all(own.map((name) => hashPath(join(project, name)))))].join();
}

async function hashPath(path: string): Promise<string> {
  return (await stat(path)).isDirectory() ? hashFolder(path) : hashText(await readFile(path));
}

function hashText(content: Buffer): string {
  return createHash('sha256').update(content).digest('hex');
}

/** One text for all paths and contents below a folder. */
export async function hashFolder(folder: string): Promise<string> {
  const hash = createHash('sha256');
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries.map((entry) => ({ entry, path: join(entry.parentPath, entry.name) }));
  for (const { entry, path } of paths.sort((a, b) => (a.path < b.path ? -1 : 1))) {
    hash.update(`${path}\0`);
    if (entry.isFile()) hash.update(await readFile(path));
  }
  return hash.digest('hex');
}
