import * as vscode from 'vscode';

const reload = 'typescript.reloadProjects';

/**
 * Has TypeScript look for projects again. It learns of a new tsconfig.json by watching, and misses one
 * that is written before its watching of a folder has begun.
 */
export async function reloadTypeScript(): Promise<void> {
  const known = await vscode.commands.getCommands(true);
  if (known.includes(reload)) await vscode.commands.executeCommand(reload);
}
