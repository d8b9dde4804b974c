import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  areTypesOld,
  loadEditorTypes,
  loadProjectFiles,
  planProject,
  typesStamp,
} from '../scaffold/index.ts';
import { listFiles, unlessMissing, writeAnew, writeNew } from './projectFiles.ts';

/** Where the shipped texts are. */
export interface ShippedTexts {
  /** The folder `plugin-templates`. */
  readonly templates: string;
  /** The folder with the editor's types and their manifest. */
  readonly types: string;
}

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
  for (const file of newFiles) await writeNew(folder, file);
  for (const file of oldTypes) await writeAnew(folder, file);
  return [...newFiles, ...oldTypes].map(({ path }) => path);
}
