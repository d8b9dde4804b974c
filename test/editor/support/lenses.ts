import assert from 'node:assert/strict';
import * as vscode from 'vscode';

/** Milliseconds to wait for a language server that has yet to read the workspace. */
const patience = 60_000;

/** Asks for the lenses of a document until one has this title, and answers all titles. */
export async function untilLenses(uri: vscode.Uri, title: string): Promise<readonly string[]> {
  const deadline = Date.now() + patience;
  for (;;) {
    const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
      'vscode.executeCodeLensProvider',
      uri,
      100,
    );
    const titles = lenses.flatMap(({ command }) => command?.title ?? []);
    if (titles.includes(title)) return titles;
    assert.ok(Date.now() < deadline, `No lens "${title}", only: ${titles.join(' | ')}`);
  }
}
