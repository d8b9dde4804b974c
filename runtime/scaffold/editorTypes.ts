import type { ReadTemplate } from './loadTemplates.ts';
import type { NewFile } from './plan.ts';

/** The types that make `import … from 'ockle'` known to the editor without an install. */
export interface EditorTypes {
  /** Changes whenever one of the files does. */
  readonly version: string;
  /** Paths are relative to the project. */
  readonly files: readonly NewFile[];
}

/** Folder of a project that holds what can be made again at any time. */
const generatedFolder = '.ockle';
/** Folder of a project that the editor's types are laid in. */
export const typesFolder = `${generatedFolder}/types`;
/** Names the version of the types that a project has. */
export const typesStamp = `${typesFolder}/version`;

/** Reads the shipped types: `manifest.json` names the version and the files beside it. */
export async function loadEditorTypes(read: ReadTemplate): Promise<EditorTypes> {
  const { version, files } = readManifest(await read('manifest.json'));
  const types = files.map(async (path) => ({
    path: `${typesFolder}/${path}`,
    text: await read(path),
  }));
  const stamp = { path: typesStamp, text: `${version}\n` };
  // A folder that ignores itself stays out of every repository, whatever its .gitignore says.
  const ignore = { path: `${generatedFolder}/.gitignore`, text: '*\n' };
  // The stamp comes last: after an interruption the types count as old.
  return { version, files: [ignore, ...(await Promise.all(types)), stamp] };
}

/** Whether types with this stamp have to be laid again; `undefined` stands for a missing stamp. */
export function areTypesOld(stamp: string | undefined, types: EditorTypes): boolean {
  return stamp?.trim() !== types.version;
}

function readManifest(text: string): { version: string; files: readonly string[] } {
  const value: unknown = JSON.parse(text);
  if (isManifest(value)) return value;
  throw new Error('manifest.json of the editor types names no version and files.');
}

function isManifest(value: unknown): value is { version: string; files: readonly string[] } {
  if (typeof value !== 'object' || value === null) return false;
  if (!('version' in value && 'files' in value)) return false;
  const { version, files } = value;
  return typeof version === 'string' && Array.isArray(files) && files.every(isText);
}

function isText(value: unknown): value is string {
  return typeof value === 'string';
}
