import type { EditResult } from './iniEdit.ts';
import { refuse } from './iniEdit.ts';
import type { IniDocument } from './iniDocument.ts';
import { lineRuns, removeLines } from './optionLines.ts';
import { parseIni } from './parseIni.ts';
import { ownOptions, readsTheSame } from './sameReading.ts';
import { applyEdits } from './textEdit.ts';

/**
 * Edits that take an option out of its section, with all lines of its value; comments around it and
 * between its lines stay. None when the section has no such option of its own.
 */
export function removeOption(document: IniDocument, section: string, name: string): EditResult {
  const key = name.toLowerCase();
  const option = ownOptions(document).get(section)?.get(key);
  if (!option) return { ok: true, value: [] };
  const lines = [option.nameRange.line, ...option.continuation.map(({ line }) => line)];
  const edits = lineRuns(lines).map((run) => removeLines(document, run));
  const first = edits[0];
  // A byte-order mark belongs to the file, not to its first line.
  if (first?.start === 0 && document.text.startsWith('\ufeff')) edits[0] = { ...first, start: 1 };
  const after = parseIni(applyEdits(document.text, edits));
  const isGone = ownOptions(after).get(section)?.has(key) !== true;
  const isRemoved = (inSection: string, other: string): boolean =>
    inSection === section && other === key;
  if (isGone && readsTheSame(document, after, isRemoved)) return { ok: true, value: edits };
  const message = isGone
    ? `Because of how lines are indented, removing "${option.name}" from section [${section}] would alter how other lines are read. Remove the blanks at the start of the lines around it, then try again.`
    : `Section [${section}] has "${option.name}" more than once. Remove the repetitions, then try again.`;
  return refuse({ code: 'edit-not-safe', message, range: option.nameRange });
}
