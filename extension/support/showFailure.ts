import * as vscode from 'vscode';
import { contributions } from '../contributions.ts';

/** Tells the user of a failure, with the way to the log; the answer is waited for by nobody. */
export function showFailure(message: string): void {
  const showLog = 'Show Log';
  void vscode.window.showErrorMessage(message, showLog).then(async (choice) => {
    if (choice === showLog) await vscode.commands.executeCommand(contributions.commands.showLog);
  });
}
