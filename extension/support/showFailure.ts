import * as vscode from 'vscode';
import type { SourceLocation } from '../../runtime/protocol/index.ts';
import { contributions } from '../contributions.ts';
import { mendsOf, type Mend } from './mends.ts';

/** What the user is told of, whoever found it: the extension, the daemon or a plugin. */
export interface ShownFailure {
  readonly code: string;
  readonly message: string;
  /** Where it happened, when that is known. */
  readonly source?: SourceLocation | undefined;
}

const showLog: Mend = { title: 'Show Log', command: contributions.commands.showLog };

/** Tells the user of a failure, with what mends it and the way to the log; nobody waits for the answer. */
export function showFailure({ code, message, source }: ShownFailure): void {
  const place = source ? [openPlace(source)] : [];
  const mends = [...place, ...mendsOf(code), showLog];
  const titles = mends.map(({ title }) => title);
  void vscode.window.showErrorMessage(message, ...titles).then(async (choice) => {
    const mend = mends.find(({ title }) => title === choice);
    if (mend) await vscode.commands.executeCommand(mend.command, ...(mend.args ?? []));
  });
}

function openPlace({ file, line, column = 1 }: SourceLocation): Mend {
  const start = new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));
  const args = [vscode.Uri.file(file), { selection: new vscode.Range(start, start) }];
  return { title: 'Go to Line', command: 'vscode.open', args };
}
