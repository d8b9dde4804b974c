import * as vscode from 'vscode';
import { contributions, registerCommand } from '../contributions.ts';
import { registerTemplateCommands } from '../language/templateCommands.ts';
import { DisposableStore, type Releasable } from '../support/disposableStore.ts';
import { Failure } from '../support/failures.ts';
import type { ProjectFolders } from '../views/projectFolders.ts';
import { refreshTypes } from './editorTypesOf.ts';
import { KeepOnDisk } from './keepOnDisk.ts';
import { layOutProject } from './layOutProject.ts';
import { newPlugin } from './newPlugin.ts';
import { NewTsconfigs } from './newTsconfigs.ts';
import { isPluginRequest } from './isPluginRequest.ts';
import type { ScaffoldParts } from './scaffoldParts.ts';
import { ShippedFiles } from './shippedFiles.ts';
import { addTsconfig, TypesFix } from './typesFix.ts';
import { vscodeQuickInput } from './vscodeQuickInput.ts';

/** How long the status bar shows that something was written. */
const saidForMs = 10_000;

/** What the commands that write files need of the extension. */
export interface ScaffoldContext {
  /** The folder that holds `plugin-templates` and `dist/types`. */
  readonly extensionPath: string;
  readonly folders: Pick<ProjectFolders, 'all' | 'onDidChange'>;
  readonly report: (failure: Failure) => void;
  readonly reportError: (error: unknown) => void;
}

/** Registers *New Ockle Plugin* and *Lay Out an Ockle Project*, and keeps the editor's types fresh. */
export function registerScaffoldCommands(context: ScaffoldContext): Releasable {
  const store = new DisposableStore();
  const shipped = new ShippedFiles(context.extensionPath);
  const parts: ScaffoldParts = {
    shipped,
    keeper: store.add(new KeepOnDisk(context.reportError)),
    newTsconfigs: store.add(new NewTsconfigs(shipped, context.reportError)),
    quickInput: vscodeQuickInput(),
    say: (message) => vscode.window.setStatusBarMessage(`$(check) ${message}`, saidForMs),
  };
  const run = async (work: Promise<unknown>): Promise<void> => {
    try {
      await work;
    } catch (error) {
      if (error instanceof Failure) context.report(error);
      else throw error;
    }
  };
  const { commands } = contributions;
  store.add(
    registerCommand(vscode.commands, commands.newPlugin, (given: unknown) =>
      run(newPlugin(parts, isPluginRequest(given) ? given : undefined)),
    ),
  );
  store.add(
    registerCommand(vscode.commands, commands.layOutProject, () => run(layOutProject(parts))),
  );
  store.add(
    registerCommand(vscode.commands, commands.addTsconfig, (project: vscode.Uri) =>
      run(addTsconfig(parts, project)),
    ),
  );
  const { keeper } = parts;
  const { extensionPath, folders, report } = context;
  store.add(offerTypesFix(folders));
  store.add(registerTemplateCommands({ extensionPath, report, shipped, keeper }));
  store.add(keepTypesFresh(parts, context));
  return store;
}

function offerTypesFix(folders: Pick<ProjectFolders, 'all'>): Releasable {
  const typescript = { language: 'typescript', scheme: 'file' };
  const fixes = { providedCodeActionKinds: [vscode.CodeActionKind.QuickFix] };
  return vscode.languages.registerCodeActionsProvider(typescript, new TypesFix(folders), fixes);
}

/** Writes nothing before the workspace is trusted, and looks at each project once. */
function keepTypesFresh(
  { shipped }: ScaffoldParts,
  { folders, reportError }: ScaffoldContext,
): Releasable {
  const store = new DisposableStore();
  const seen = new Set<string>();
  const refresh = async (): Promise<void> => {
    if (!vscode.workspace.isTrusted) return;
    const unseen = folders.all.filter((project) => !seen.has(project.toString()));
    for (const project of unseen) seen.add(project.toString());
    for (const project of unseen) await refreshTypes(project, () => shipped.types());
  };
  const start = (): void => void refresh().catch(reportError);
  store.add(folders.onDidChange(start));
  store.add(vscode.workspace.onDidGrantWorkspaceTrust(start));
  start();
  return store;
}
