import * as vscode from 'vscode';
import { contributions } from '../contributions.ts';
import type { ProjectFolders } from '../views/projectFolders.ts';
import { exists } from '../views/workspaceReader.ts';
import { applyPlan } from './applyPlan.ts';
import type { ScaffoldParts } from './scaffoldParts.ts';

const tsconfig = 'tsconfig.json';
const title = "Add a tsconfig.json that knows 'ockle'";

/** TypeScript's "cannot find module". */
const moduleUnknown = 2307;

/** Offers what makes `import … from 'ockle'` known, where a project has no `tsconfig.json`. */
export class TypesFix implements vscode.CodeActionProvider {
  readonly #folders: Pick<ProjectFolders, 'all'>;

  constructor(folders: Pick<ProjectFolders, 'all'>) {
    this.#folders = folders;
  }

  async provideCodeActions(
    { uri }: vscode.TextDocument,
    _range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): Promise<vscode.CodeAction[]> {
    const mended = diagnostics.filter(isOckleUnknown);
    const project = this.#folders.all.findLast(({ path }) => uri.path.startsWith(`${path}/`));
    if (mended.length === 0 || !project) return [];
    if (await exists(vscode.Uri.joinPath(project, tsconfig))) return [];
    const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
    action.diagnostics = mended;
    action.isPreferred = true;
    const { addTsconfig } = contributions.commands;
    action.command = { command: addTsconfig, title, arguments: [project] };
    return [action];
  }
}

/** Writes the `tsconfig.json` of a project; the types that it names follow. */
export async function addTsconfig(
  { shipped, keeper, newTsconfigs }: ScaffoldParts,
  project: vscode.Uri,
): Promise<void> {
  const files = await shipped.projectFiles();
  const newFiles = files.filter(({ path }) => path === tsconfig);
  await applyPlan(project, { newFiles, textEdits: [] }, title, keeper);
  await newTsconfigs.told();
}

function isOckleUnknown({ code, message }: vscode.Diagnostic): boolean {
  return code === moduleUnknown && message.includes("'ockle'");
}
