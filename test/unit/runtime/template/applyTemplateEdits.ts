import { applyEdits, offsetAt, readLineTable } from '../../../../runtime/ini/index.ts';
import type { TemplateEdit } from '../../../../runtime/template/index.ts';

/** The text with all edits done, as an editor does them. */
export function applyTemplateEdits(text: string, edits: readonly TemplateEdit[]): string {
  const lines = readLineTable(text);
  return applyEdits(
    text,
    edits.map((edit) => ({
      start: offsetAt(lines, edit.start),
      end: offsetAt(lines, edit.end),
      text: edit.text,
    })),
  );
}
