import * as vscode from 'vscode';
import type { PluginFailure } from '../../runtime/protocol/index.ts';
import { convertIndentation } from './convertIndentation.ts';

const code: PluginFailure['code'] = 'python-tabs';

/** Offers to replace the tabs of a Python plugin's indentation where they made it fail. */
export const indentationFix: vscode.CodeActionProvider = {
  provideCodeActions(document, _range, { diagnostics }) {
    const mended = diagnostics.filter((diagnostic) => diagnostic.code === code);
    if (mended.length === 0) return [];
    const action = new vscode.CodeAction(
      'Convert indentation to spaces',
      vscode.CodeActionKind.QuickFix,
    );
    action.diagnostics = mended;
    action.isPreferred = true;
    action.edit = new vscode.WorkspaceEdit();
    for (const { line, length, spaces } of convertIndentation(document.getText())) {
      action.edit.replace(document.uri, new vscode.Range(line, 0, line, length), spaces);
    }
    return [action];
  },
};
