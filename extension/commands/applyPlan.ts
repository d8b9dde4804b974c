import * as vscode from 'vscode';
import type { Plan } from '../../runtime/scaffold/index.ts';
import { failures } from '../support/failures.ts';
import type { KeepOnDisk } from './keepOnDisk.ts';

/**
 * Does what a plan says as one step that one undo takes back, and shows the result. Nothing has
 * changed when it fails.
 */
export async function applyPlan(
  project: vscode.Uri,
  plan: Plan,
  label: string,
  keeper: KeepOnDisk,
): Promise<void> {
  const edit = new vscode.WorkspaceEdit();
  const encoder = new TextEncoder();
  for (const { path, text } of plan.newFiles) {
    const contents = encoder.encode(text);
    edit.createFile(
      vscode.Uri.joinPath(project, path),
      { contents, overwrite: false },
      { label, needsConfirmation: false },
    );
  }
  const documents = await Promise.all(
    plan.textEdits.map(async ({ path, edits }) => {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(project, path));
      for (const { start, end, text } of edits) {
        const range = new vscode.Range(document.positionAt(start), document.positionAt(end));
        edit.replace(document.uri, range, text, { label, needsConfirmation: false });
      }
      return { document, isClean: !document.isDirty, before: document.getText() };
    }),
  );
  if (!(await vscode.workspace.applyEdit(edit))) throw failures.scaffoldNotApplied(project.fsPath);
  for (const { document, isClean, before } of documents) {
    if (!isClean) continue;
    await document.save();
    keeper.keep(document.uri, [before, document.getText()]);
  }
  await show(project, plan);
}

async function show(project: vscode.Uri, { openFile, openBeside, cursor }: Plan): Promise<void> {
  if (openFile === undefined) return;
  const { ViewColumn } = vscode;
  if (openBeside !== undefined) {
    const viewColumn = ViewColumn.Two;
    await vscode.window.showTextDocument(vscode.Uri.joinPath(project, openBeside), {
      viewColumn,
      preview: false,
      preserveFocus: true,
    });
  }
  const position = new vscode.Position((cursor?.line ?? 1) - 1, (cursor?.column ?? 1) - 1);
  await vscode.window.showTextDocument(vscode.Uri.joinPath(project, openFile), {
    viewColumn: ViewColumn.One,
    preview: false,
    selection: new vscode.Range(position, position),
  });
}
