import * as vscode from 'vscode';
import { contributions } from '../contributions.ts';
import { DisposableStore, type Releasable } from '../support/disposableStore.ts';

/** Says in the status bar that the file in the editor is not what runs. */
export class StaleMark implements Releasable {
  readonly #store = new DisposableStore();
  readonly #outdatedBy: (document: vscode.TextDocument) => readonly string[];
  readonly #item: vscode.StatusBarItem;

  /** `outdatedBy` answers the plugins that run something else than a document says. */
  constructor(outdatedBy: (document: vscode.TextDocument) => readonly string[]) {
    this.#outdatedBy = outdatedBy;
    const { createStatusBarItem, onDidChangeActiveTextEditor } = vscode.window;
    const id = 'ockle.notReloaded';
    this.#item = this.#store.add(createStatusBarItem(id, vscode.StatusBarAlignment.Left, 50));
    this.#item.name = 'Ockle: Edited, Not Reloaded';
    this.#item.command = contributions.commands.reloadPlugin;
    this.#store.add(onDidChangeActiveTextEditor(() => this.update()));
    this.#store.add(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        if (document === vscode.window.activeTextEditor?.document) this.update();
      }),
    );
  }

  update(): void {
    const document = vscode.window.activeTextEditor?.document;
    const plugins = document?.uri.scheme === 'file' ? this.#outdatedBy(document) : [];
    if (plugins.length === 0) {
      this.#item.hide();
      return;
    }
    const names = plugins.join(', ');
    this.#item.text = `$(sync-ignored) edited, not reloaded`;
    this.#item.tooltip = `${names} runs an older text of this file. Click to save and reload.`;
    this.#item.accessibilityInformation = {
      label: `This file was edited and not reloaded. ${this.#item.tooltip}`,
    };
    this.#item.show();
  }

  dispose(): void {
    this.#store.dispose();
  }
}
