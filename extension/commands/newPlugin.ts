import * as vscode from 'vscode';
import type { Plan, PluginRequest } from '../../runtime/scaffold/index.ts';
import { planPlugin } from '../../runtime/scaffold/index.ts';
import { failures } from '../support/failures.ts';
import { findProjects } from '../views/projectFolders.ts';
import { exists } from '../views/workspaceReader.ts';
import { applyPlan } from './applyPlan.ts';
import { askForPlugin } from './askForPlugin.ts';
import { layTypes } from './editorTypesOf.ts';
import { chooseFolder, layOutProject } from './layOutProject.ts';
import { readSnapshot } from './readSnapshot.ts';
import type { ScaffoldParts } from './scaffoldParts.ts';

const tsconfig = 'tsconfig.json';

/** Asks for what is not given, and writes the plugin. */
export async function newPlugin(parts: ScaffoldParts, given?: PluginRequest): Promise<void> {
  const project = await chooseProject(parts);
  if (!project) return;
  const snapshot = await readSnapshot(project);
  const request = given ?? (await askForPlugin(parts.quickInput, snapshot));
  if (!request) return;
  const result = planPlugin(request, snapshot, await parts.shipped.templates());
  if (!result.ok) throw failures.scaffoldRefused(result.problem.message);
  const plan = await withTypes(parts, project, request, result.plan);
  await applyPlan(project, plan, `New Ockle Plugin ${request.name}`, parts.keeper);
  await parts.newTsconfigs.told();
  parts.say(`${request.name} is written and enabled. Press F5 to run it.`);
}

/** A project laid out by other means learns how to check TypeScript. */
async function withTypes(
  { shipped }: ScaffoldParts,
  project: vscode.Uri,
  { language }: PluginRequest,
  plan: Plan,
): Promise<Plan> {
  if (language !== 'typescript') return plan;
  await layTypes(project, await shipped.types());
  if (await exists(vscode.Uri.joinPath(project, tsconfig))) return plan;
  const files = await shipped.projectFiles();
  return {
    ...plan,
    newFiles: [...plan.newFiles, ...files.filter(({ path }) => path === tsconfig)],
  };
}

async function chooseProject(parts: ScaffoldParts): Promise<vscode.Uri | undefined> {
  const projects = await findProjects();
  if (projects.length === 0) return offerProject(parts);
  if (projects.length === 1) return projects[0];
  const choices = projects.map((uri) => ({
    label: vscode.workspace.asRelativePath(uri, true),
    uri,
  }));
  const options = { title: 'New Ockle Plugin', placeHolder: 'Project that gets the plugin' };
  return (await vscode.window.showQuickPick(choices, options))?.uri;
}

async function offerProject(parts: ScaffoldParts): Promise<vscode.Uri | undefined> {
  const folder = await chooseFolder('Folder in which to lay out an Ockle project');
  if (!folder) return undefined;
  const choice = {
    label: '$(new-folder) Lay Out an Ockle Project',
    detail: `Adds etc with a simulated rack of servers, src and a tsconfig.json to ${folder.fsPath}`,
  };
  const options = { title: 'New Ockle Plugin', placeHolder: 'This is no Ockle project yet' };
  const chosen = await vscode.window.showQuickPick([choice], options);
  return chosen && layOutProject(parts, folder);
}
