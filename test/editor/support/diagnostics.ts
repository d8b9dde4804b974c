import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** Milliseconds to wait for a language server that has yet to start on a slow machine. */
const patience = 60_000;

/** Waits until the diagnostics of a file are as asked, and answers them. */
export async function untilDiagnostics(
  uri: vscode.Uri,
  what: string,
  isSo: (diagnostics: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const now = (): readonly vscode.Diagnostic[] => vscode.languages.getDiagnostics(uri);
  const look = (): void => {
    if (isSo(now())) resolve(true);
  };
  const listening = vscode.languages.onDidChangeDiagnostics(look);
  const timer = setTimeout(() => resolve(false), patience);
  look();
  try {
    const came = await promise;
    const messages = now().map(({ message }) => message);
    assert(came, `Waited in vain for ${what} in ${uri.fsPath}. There are: ${messages.join(' ')}`);
    return now();
  } finally {
    clearTimeout(timer);
    listening.dispose();
  }
}
