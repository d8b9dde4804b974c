import * as vscode from 'vscode';
import type { EditorTypes, NewFile } from '../../runtime/scaffold/index.ts';
import { areTypesOld, typesFolder, typesStamp } from '../../runtime/scaffold/index.ts';
import { workspaceReader } from '../views/workspaceReader.ts';
import { tellTypeScript } from './tellTypeScript.ts';

/** Files written at a time: each open one costs a handle. */
const writesAtOnce = 16;

/** Lays the editor's types into a project that has none or old ones; git ignores them. */
export async function layTypes(project: vscode.Uri, types: EditorTypes): Promise<void> {
  const stamp = await workspaceReader(project).readText(typesStamp);
  if (!areTypesOld(stamp, types)) return;
  const write = ({ path, text }: NewFile): Thenable<void> =>
    vscode.workspace.fs.writeFile(
      vscode.Uri.joinPath(project, path),
      new TextEncoder().encode(text),
    );
  // The stamp is the last file: until it is there the types count as old.
  const files = types.files.slice(0, -1);
  for (let start = 0; start < files.length; start += writesAtOnce) {
    await Promise.all(files.slice(start, start + writesAtOnce).map(write));
  }
  await Promise.all(types.files.slice(-1).map(write));
  // It watches only once it has read a whole project, and misses what was written meanwhile.
  await tellTypeScript(project, 'typescript.reloadProjects');
}

/** Brings the types up to date in a project that was laid out for them, also in a fresh clone. */
export async function refreshTypes(
  project: vscode.Uri,
  types: () => Promise<EditorTypes>,
): Promise<void> {
  const reader = workspaceReader(project);
  const isWanted =
    (await reader.readText(typesStamp)) !== undefined ||
    (await reader.readText('tsconfig.json'))?.includes(typesFolder) === true;
  if (isWanted) await layTypes(project, await types());
}
