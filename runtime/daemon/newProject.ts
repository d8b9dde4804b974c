import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { errorCode } from '../base/codedError.ts';
import type { NewFile } from '../scaffold/index.ts';
import { loadEditorTypes, loadProjectFiles, planProject } from '../scaffold/index.ts';

/** Where the shipped texts are. */
export interface ShippedTexts {
  /** The folder `plugin-templates`. */
  readonly templates: string;
  /** The folder with the editor's types and their manifest. */
  readonly types: string;
}

/** Folders whose files are not the project's own. */
const skipped = ['.git', 'node_modules'];

/** Lays out an Ockle project in a folder, made if need be; answers the files written, never overwrites. */
export async function newProject(folder: string, texts: ShippedTexts): Promise<readonly string[]> {
  const read = (base: string) => (path: string) => readFile(join(base, path), 'utf8');
  const files: readonly NewFile[] = [
    ...(await loadProjectFiles(read(texts.templates))),
    ...(await loadEditorTypes(read(texts.types))).files,
  ];
  const { newFiles } = planProject(await listFiles(folder), files);
  for (const { path, text } of newFiles) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text, { flag: 'wx' });
  }
  return newFiles.map(({ path }) => path);
}

async function listFiles(folder: string): Promise<readonly string[]> {
  try {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
      .filter((path) => !path.split('/').some((part) => skipped.includes(part)));
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return [];
    throw error;
  }
}
