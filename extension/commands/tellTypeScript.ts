import * as vscode from 'vscode';

/** What VS Code's own TypeScript can be told to do. */
type TypeScriptCommand = 'typescript.reloadProjects' | 'typescript.restartTsServer';

const codeLanguages = /^(?:java|type)script(?:react)?$/;

/**
 * Tells TypeScript something about the files of a folder. Without code open in it TypeScript remembers
 * nothing of the folder, and finds on the disk what is there by the time some is opened.
 */
export async function tellTypeScript(
  folder: vscode.Uri,
  command: TypeScriptCommand,
): Promise<void> {
  const isCodeOpen = vscode.workspace.textDocuments.some(
    ({ uri, languageId }) =>
      uri.path.startsWith(`${folder.path}/`) && codeLanguages.test(languageId),
  );
  if (!isCodeOpen) return;
  // It is not there until TypeScript runs.
  const known = await vscode.commands.getCommands(true);
  if (known.includes(command)) await vscode.commands.executeCommand(command);
}
