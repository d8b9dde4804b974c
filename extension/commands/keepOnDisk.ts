import * as vscode from 'vscode';

/**
 * Saves a file again when undo or redo brings it to one of its known texts: VS Code takes back the
 * creation of files on disk, but leaves a changed text unsaved in its editor.
 */
export class KeepOnDisk implements vscode.Disposable {
  readonly #known = new Map<string, readonly string[]>();
  readonly #listener: vscode.Disposable;

  constructor(reportError: (error: unknown) => void) {
    const { Undo, Redo } = vscode.TextDocumentChangeReason;
    this.#listener = vscode.workspace.onDidChangeTextDocument(({ document, reason }) => {
      if (reason !== Undo && reason !== Redo) return;
      if (!this.#known.get(document.uri.toString())?.includes(document.getText())) return;
      document.save().then(undefined, reportError);
    });
  }

  keep(file: vscode.Uri, texts: readonly string[]): void {
    this.#known.set(file.toString(), texts);
  }

  dispose(): void {
    this.#listener.dispose();
  }
}
