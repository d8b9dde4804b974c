import * as vscode from 'vscode';
import { parseIni } from '../../runtime/ini/index.ts';

/** Where an option stands in an ini file. */
export interface OptionPlace {
  readonly section: string;
  readonly option: string;
}

/** Shows an ini file, at the option if it is there. */
export async function showOption(
  file: vscode.Uri,
  { section, option }: OptionPlace,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(file);
  const options = parseIni(document.getText()).options(section);
  const line = options.get(option.toLowerCase())?.nameRange.line;
  const selection = line === undefined ? undefined : new vscode.Range(line, 0, line, 0);
  await vscode.window.showTextDocument(document, selection ? { selection } : {});
}
