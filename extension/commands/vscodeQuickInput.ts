import * as vscode from 'vscode';
import type { QuickInputParts } from './quickInput.ts';

/** VS Code's own quick input. */
export function vscodeQuickInput(): QuickInputParts {
  return {
    createQuickPick: () => vscode.window.createQuickPick(),
    createInputBox: () => vscode.window.createInputBox(),
    back: vscode.QuickInputButtons.Back,
    toValidation: ({ isRefused, message }) => {
      const { Error, Info } = vscode.InputBoxValidationSeverity;
      return { message, severity: isRefused ? Error : Info };
    },
  };
}
