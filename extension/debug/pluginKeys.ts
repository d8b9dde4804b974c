import { dirname } from 'node:path';
import * as vscode from 'vscode';
import { contributions, registerCommand } from '../contributions.ts';
import { DisposableStore, type Releasable } from '../support/disposableStore.ts';
import { failures, type Failure } from '../support/failures.ts';
import { exists } from '../views/workspaceReader.ts';
import { findProject } from './findProject.ts';
import { pluginOfSource } from './pluginOfSource.ts';

const { commands, debugTypes } = contributions;

/**
 * F5 and Ctrl+F5 in a file of `src/plugins`, and the same from menus. VS Code alone would ask every
 * time which debugger is meant, as several know TypeScript. Where a launch.json says what to start,
 * or the file holds no plugin, these keys do what they do everywhere.
 */
export function registerPluginKeys(report: (failure: Failure) => void): Releasable {
  const store = new DisposableStore();
  let starting: Thenable<unknown> | undefined;
  const startOnce = async (noDebug: boolean, file: unknown): Promise<void> => {
    // A second press, before VS Code shows that the first one works, would start a second run.
    if (starting) return;
    starting = file instanceof vscode.Uri ? startFile(file, noDebug, report) : start(noDebug);
    try {
      await starting;
    } finally {
      starting = undefined;
    }
  };
  for (const [id, noDebug] of [
    [commands.debugPlugin, false],
    [commands.runPlugin, true],
  ] as const) {
    store.add(registerCommand(vscode.commands, id, (file?: unknown) => startOnce(noDebug, file)));
  }
  return store;
}

/** Starts a session of type `ockle` for one plugin of a project. */
export function startPlugin(project: string, plugin: string, noDebug: boolean): Thenable<boolean> {
  const folder = vscode.workspace.getWorkspaceFolder(vscode.Uri.file(project));
  const type = debugTypes.ockle;
  const configuration = { type, request: 'launch', name: plugin, project, plugins: [plugin] };
  return vscode.debug.startDebugging(folder, configuration, { noDebug });
}

/** A menu means the file it was opened on, whatever a launch.json says. */
async function startFile(
  uri: vscode.Uri,
  noDebug: boolean,
  report: (failure: Failure) => void,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const plugin = pluginOfSource(document.fileName, document.getText());
  const shown = vscode.workspace.asRelativePath(uri);
  if (plugin === undefined) {
    report(failures.noPluginFile(shown));
    return;
  }
  const project = await findProject(dirname(uri.fsPath), (path) => exists(vscode.Uri.file(path)));
  if (project === undefined) report(failures.noProject(shown));
  else await startPlugin(project, plugin, noDebug);
}

function start(noDebug: boolean): Thenable<unknown> {
  const document = vscode.window.activeTextEditor?.document;
  const folder = document && vscode.workspace.getWorkspaceFolder(document.uri);
  const configured = vscode.workspace
    .getConfiguration('launch', folder)
    .get<readonly unknown[]>('configurations', []);
  if (configured.length > 0 || !document || !holdsPlugin(document)) {
    const command = noDebug ? 'workbench.action.debug.run' : 'workbench.action.debug.start';
    return vscode.commands.executeCommand(command);
  }
  const type = debugTypes.ockle;
  return vscode.debug.startDebugging(folder, { type, request: 'launch', name: '' }, { noDebug });
}

function holdsPlugin(document: vscode.TextDocument): boolean {
  return pluginOfSource(document.fileName, document.getText()) !== undefined;
}
