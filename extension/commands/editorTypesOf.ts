import * as vscode from 'vscode';
import type { EditorTypes } from '../../runtime/scaffold/index.ts';
import { areTypesOld, typesFolder, typesStamp } from '../../runtime/scaffold/index.ts';
import { workspaceReader } from '../views/workspaceReader.ts';

/** Lays the editor's types into a project that has none or old ones; git ignores them. */
export async function layTypes(project: vscode.Uri, types: EditorTypes): Promise<void> {
  const stamp = await workspaceReader(project).readText(typesStamp);
  if (!areTypesOld(stamp, types)) return;
  const { fs } = vscode.workspace;
  const encoder = new TextEncoder();
  for (const { path, text } of types.files) {
    await fs.writeFile(vscode.Uri.joinPath(project, path), encoder.encode(text));
  }
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
