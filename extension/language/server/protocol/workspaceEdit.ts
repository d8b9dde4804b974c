import type { TextDocumentEdit, TextEdit, WorkspaceEdit } from 'vscode-languageserver/node';
import { CreateFile, RenameFile } from 'vscode-languageserver/node';
import type { TemplateActionChange, TemplateEdit } from '../../../../runtime/template/index.ts';

/** Where a change is made. */
export interface EditPlace {
  readonly uri: string;
  /** The address of a path of the template's project; undefined for a template of no project. */
  readonly uriOfFile: ((path: string) => string) | undefined;
  /** Whether the editor can create and rename files in one step with edits. */
  readonly canChangeFiles: boolean;
}

/** A change in the words of the protocol; undefined where the editor or a lone file cannot have it. */
export function toWorkspaceEdit(
  { edits, newFiles = [], renameTo }: TemplateActionChange,
  { uri, uriOfFile, canChangeFiles }: EditPlace,
): WorkspaceEdit | undefined {
  const ownEdits = edits.map(toTextEdit);
  if (newFiles.length === 0 && renameTo === undefined) return { changes: { [uri]: ownEdits } };
  if (!canChangeFiles || !uriOfFile) return undefined;
  const created = newFiles.flatMap(({ path, text }) => {
    const file = uriOfFile(path);
    const top = { line: 0, character: 0 };
    return [
      CreateFile.create(file, { overwrite: false, ignoreIfExists: false }),
      editsOf(file, [{ range: { start: top, end: top }, newText: text }]),
    ];
  });
  const own = ownEdits.length > 0 ? [editsOf(uri, ownEdits)] : [];
  const renamed = renameTo === undefined ? [] : [RenameFile.create(uri, uriOfFile(renameTo))];
  return { documentChanges: [...created, ...own, ...renamed] };
}

/** An edit in the words of the protocol. */
export function toTextEdit({ start, end, text }: TemplateEdit): TextEdit {
  return { range: { start, end }, newText: text };
}

function editsOf(uri: string, edits: TextEdit[]): TextDocumentEdit {
  return { textDocument: { uri, version: null }, edits };
}
