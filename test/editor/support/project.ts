import assert from 'node:assert/strict';
import { join } from 'node:path';
import * as vscode from 'vscode';

/** The folder of the window: the project in test/fixtures/editor. */
export function projectFolder(): string {
  const folder = vscode.workspace.workspaceFolders?.[0];
  assert(folder, 'The window has a folder.');
  return folder.uri.fsPath;
}

/** The absolute path of one that is relative to the project. */
export function inProject(path: string): string {
  return join(projectFolder(), path);
}

/** The path of a plugin's file. */
export function pluginFile(name: string): string {
  return inProject(`src/plugins/${name}`);
}

/** Shows a file of the project in the editor. */
export async function open(file: string): Promise<vscode.TextEditor> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
  return vscode.window.showTextDocument(document);
}

/** Starts as F5 does in a window without launch.json, once its user chose Ockle. */
export async function pressF5(
  options: { readonly noDebug?: boolean; readonly plugins?: readonly string[] | 'all' } = {},
): Promise<boolean> {
  const { noDebug = false, plugins } = options;
  const configuration = { type: 'ockle', request: 'launch', name: '' };
  return vscode.debug.startDebugging(
    vscode.workspace.workspaceFolders?.[0],
    plugins ? { ...configuration, plugins } : configuration,
    { noDebug },
  );
}

/** Sets breakpoints at the lines (1-based) of a file, and takes every other one away. */
export function setBreakpoints(file: string, lines: readonly number[]): void {
  vscode.debug.removeBreakpoints(vscode.debug.breakpoints);
  const uri = vscode.Uri.file(file);
  vscode.debug.addBreakpoints(
    lines.map(
      (line) =>
        new vscode.SourceBreakpoint(new vscode.Location(uri, new vscode.Position(line - 1, 0))),
    ),
  );
}

/** The 1-based line of a file that holds a text. */
export async function lineWith(file: string, text: string): Promise<number> {
  const { lineCount, lineAt } = await documentOf(file);
  for (let line = 0; line < lineCount; line++)
    if (lineAt(line).text.includes(text)) return line + 1;
  throw new Error(`${file} has no line with ${text}.`);
}

async function documentOf(
  file: string,
): Promise<{ lineCount: number; lineAt: (line: number) => vscode.TextLine }> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.file(file));
  return { lineCount: document.lineCount, lineAt: (line) => document.lineAt(line) };
}
