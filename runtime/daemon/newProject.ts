import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, relative, sep } from 'node:path';
import { errorCode } from '../base/codedError.ts';
import type { NewFile } from '../scaffold/index.ts';
import {
  areTypesOld,
  loadEditorTypes,
  loadProjectFiles,
  planProject,
  typesStamp,
} from '../scaffold/index.ts';

/** Where the shipped texts are. */
export interface ShippedTexts {
  /** The folder `plugin-templates`. */
  readonly templates: string;
  /** The folder with the editor's types and their manifest. */
  readonly types: string;
}

/** Folders of the project that hold nothing of its own, but maybe a great many files. */
const skipped = ['.git', 'node_modules'];

/**
 * Lays out an Ockle project in a folder, made if need be; answers the files written. It overwrites
 * nothing but old types of the editor, which nobody edits.
 */
export async function newProject(folder: string, texts: ShippedTexts): Promise<readonly string[]> {
  const read = (base: string) => (path: string) => readFile(join(base, path), 'utf8');
  const types = await loadEditorTypes(read(texts.types));
  const { newFiles } = planProject(
    await listFiles(folder),
    await loadProjectFiles(read(texts.templates)),
  );
  const stamp = await unlessMissing(readFile(join(folder, typesStamp), 'utf8'));
  const oldTypes = areTypesOld(stamp, types) ? types.files : [];
  for (const file of newFiles) await write(folder, file, 'wx');
  for (const file of oldTypes) await write(folder, file, 'w');
  return [...newFiles, ...oldTypes].map(({ path }) => path);
}

async function write(folder: string, { path, text }: NewFile, flag: 'w' | 'wx'): Promise<void> {
  const file = join(folder, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text, { flag });
}

async function listFiles(folder: string): Promise<readonly string[]> {
  const entries =
    (await unlessMissing(readdir(folder, { recursive: true, withFileTypes: true }))) ?? [];
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .filter((path) => !skipped.includes(path.split('/')[0] ?? ''));
}

async function unlessMissing<Result>(reading: Promise<Result>): Promise<Result | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
