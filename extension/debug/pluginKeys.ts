import * as vscode from 'vscode';
import { contributions, registerCommand } from '../contributions.ts';
import { DisposableStore, type Releasable } from '../support/disposableStore.ts';
import { pluginOfSource } from './pluginOfSource.ts';

const { commands, debugTypes } = contributions;

/**
 * F5 and Ctrl+F5 in a file of `src/plugins`. VS Code alone would ask every time which debugger is
 * meant, as several know TypeScript. Where a launch.json says what to start, or the file holds no
 * plugin, these keys do what they do everywhere.
 */
export function registerPluginKeys(): Releasable {
  const store = new DisposableStore();
  let starting: Thenable<unknown> | undefined;
  const startOnce = async (noDebug: boolean): Promise<void> => {
    // A second press, before VS Code shows that the first one works, would start a second run.
    if (starting) return;
    starting = start(noDebug);
    try {
      await starting;
    } finally {
      starting = undefined;
    }
  };
  store.add(registerCommand(vscode.commands, commands.debugPlugin, () => startOnce(false)));
  store.add(registerCommand(vscode.commands, commands.runPlugin, () => startOnce(true)));
  return store;
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
