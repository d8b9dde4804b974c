import * as vscode from 'vscode';
import { planProject } from '../../runtime/scaffold/index.ts';
import { failures } from '../support/failures.ts';
import { applyPlan } from './applyPlan.ts';
import { layTypes } from './editorTypesOf.ts';
import type { ScaffoldParts } from './scaffoldParts.ts';

/** Folders below which a project's own files are looked for. */
const ownFiles = '{etc/**,src/**,tsconfig.json,.gitignore}';

/** Lays an Ockle project out in a workspace folder, or in the one that the user chooses. */
export async function layOutProject(
  parts: ScaffoldParts,
  folder?: vscode.Uri,
): Promise<vscode.Uri | undefined> {
  const project = folder ?? (await chooseFolder());
  if (!project) return undefined;
  const found = await vscode.workspace.findFiles(
    new vscode.RelativePattern(project, ownFiles),
    null,
  );
  const existing = found.map(({ path }) => path.slice(project.path.length + 1));
  const plan = planProject(existing, await parts.shipped.projectFiles());
  await layTypes(project, await parts.shipped.types());
  if (plan.newFiles.length > 0) {
    await applyPlan(project, plan, 'Lay Out an Ockle Project', parts.keeper);
    await parts.newTsconfigs.told();
  }
  const count = plan.newFiles.length;
  const done = count > 0 ? `laid out: ${count} new files` : 'complete already';
  parts.say(`The Ockle project ${nameOf(project)} is ${done}.`);
  return project;
}

/** The folder to lay a project out in; asks where there are several. */
export async function chooseFolder(
  placeHolder = 'Folder in which to lay out an Ockle project',
): Promise<vscode.Uri | undefined> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  if (folders.length === 0) throw failures.noFolderOpen();
  if (folders.length === 1) return folders[0]?.uri;
  return (await vscode.window.showWorkspaceFolderPick({ placeHolder }))?.uri;
}

function nameOf(project: vscode.Uri): string {
  return project.path.slice(project.path.lastIndexOf('/') + 1);
}
