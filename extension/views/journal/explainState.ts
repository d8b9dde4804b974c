import * as vscode from 'vscode';
import type { Entry } from '../../../runtime/protocol/index.ts';
import { clockText, entryWords } from './journalWords.ts';

interface EntryItem extends vscode.QuickPickItem {
  readonly entry?: Entry;
}

/** Shows what was done to a server, newest first, and opens the line of a plugin that did it. */
export async function explainState(
  title: string,
  entries: readonly Entry[],
  project: string,
): Promise<void> {
  const items: readonly EntryItem[] = entries.map((entry) => {
    const { what, who, outcome } = entryWords(entry, project);
    const label = `$(${icons[entry.outcome?.kind ?? 'open']}) ${what}`;
    return { label, description: `${clockText(entry.t)} ${who}`, detail: outcome, entry };
  });
  const nothing = { label: 'Nothing was asked of it since the run began.' };
  const chosen = await vscode.window.showQuickPick<EntryItem>(
    items.length === 0 ? [nothing] : items,
    { title, placeHolder: 'Newest first; choose one to see the line that asked for it' },
  );
  const { file, line = 1 } = chosen?.entry?.actor ?? {};
  if (file?.startsWith(project) !== true) return;
  const selection = new vscode.Range(line - 1, 0, line - 1, 0);
  await vscode.commands.executeCommand('vscode.open', vscode.Uri.file(file), { selection });
}

const icons = { done: 'check', refused: 'circle-slash', failed: 'error', open: 'watch' } as const;
