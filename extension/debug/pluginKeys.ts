import * as vscode from 'vscode';
import { contributions, registerCommand, setContext } from '../contributions.ts';
import { DisposableStore, type Releasable } from '../support/disposableStore.ts';
import { pluginOfSource } from './pluginOfSource.ts';

const { commands, contextKeys, debugTypes } = contributions;

/**
 * F5 and Ctrl+F5 in a plugin. VS Code alone would ask every time which debugger is meant, as several
 * know TypeScript; where a launch.json says what to start, these keys start just that.
 */
export function registerPluginKeys(reportError: (error: unknown) => void): Releasable {
  const store = new DisposableStore();
  const show = (document: vscode.TextDocument | undefined): void => {
    const isPlugin = document?.uri.scheme === 'file' && holdsPlugin(document);
    setContext(vscode.commands, contextKeys.pluginEditor, isPlugin).catch(reportError);
  };
  store.add(vscode.window.onDidChangeActiveTextEditor((editor) => show(editor?.document)));
  store.add(
    vscode.workspace.onDidSaveTextDocument((document) => {
      if (document === vscode.window.activeTextEditor?.document) show(document);
    }),
  );
  show(vscode.window.activeTextEditor?.document);
  store.add(registerCommand(vscode.commands, commands.debugPlugin, () => start(false)));
  store.add(registerCommand(vscode.commands, commands.runPlugin, () => start(true)));
  return store;
}

function holdsPlugin(document: vscode.TextDocument): boolean {
  return pluginOfSource(document.fileName, document.getText()) !== undefined;
}

async function start(noDebug: boolean): Promise<void> {
  const uri = vscode.window.activeTextEditor?.document.uri;
  const folder = uri && vscode.workspace.getWorkspaceFolder(uri);
  const configured = vscode.workspace
    .getConfiguration('launch', folder)
    .get<readonly unknown[]>('configurations', []);
  if (configured.length > 0) {
    const command = noDebug ? 'workbench.action.debug.run' : 'workbench.action.debug.start';
    await vscode.commands.executeCommand(command);
    return;
  }
  const type = debugTypes.ockle;
  await vscode.debug.startDebugging(folder, { type, request: 'launch', name: '' }, { noDebug });
}
