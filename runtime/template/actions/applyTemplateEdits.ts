import type { TextEdit } from '../../ini/index.ts';
import { applyEdits, offsetAt, readLineTable } from '../../ini/index.ts';
import type { IniPosition, LineTable } from '../../ini/index.ts';
import type { TemplateModel } from '../model/templateModel.ts';
import { readTemplate } from '../model/templateModel.ts';
import type { TemplateEdit } from './templateAction.ts';

/** Above this it is cheaper to read the whole text again. */
const mostSingleEdits = 20;

/** The template with all edits done; their places are those of the template before. */
export function applyTemplateEdits(
  model: TemplateModel,
  edits: readonly TemplateEdit[],
): TemplateModel {
  if (edits.length > mostSingleEdits) {
    const { text } = model;
    const lines = readLineTable(text);
    const offsets = edits.map((edit) => toTextEdit(lines, edit));
    return readTemplate(applyEdits(text, offsets), model.file);
  }
  return edits.toSorted(byStart).reduceRight((changed, edit) => changed.change(edit), model);
}

/** The edits of those lists that do not overlap any of an earlier list, in order of place. */
export function joinEdits(lists: readonly (readonly TemplateEdit[])[]): readonly TemplateEdit[] {
  const all = lists.flatMap((edits, list) => edits.map((edit) => ({ edit, list })));
  const dropped = new Set<number>();
  let last: ListedEdit | undefined;
  for (const each of all.toSorted((a, b) => byStart(a.edit, b.edit))) {
    if (dropped.has(each.list)) continue;
    if (last && clashes(last, each)) dropped.add(Math.max(last.list, each.list));
    if (!dropped.has(each.list)) last = each;
  }
  return all
    .filter(({ list }) => !dropped.has(list))
    .map(({ edit }) => edit)
    .toSorted(byStart);
}

function toTextEdit(lines: LineTable, { start, end, text }: TemplateEdit): TextEdit {
  return { start: offsetAt(lines, start), end: offsetAt(lines, end), text };
}

interface ListedEdit {
  readonly edit: TemplateEdit;
  readonly list: number;
}

/** Of two in order. Two lists that insert the same in the same place mean the same mend. */
function clashes(first: ListedEdit, second: ListedEdit): boolean {
  if (comparePlaces(second.edit.start, first.edit.end) < 0) return true;
  const isSamePlace = comparePlaces(second.edit.end, first.edit.start) === 0;
  return isSamePlace && second.list !== first.list && second.edit.text === first.edit.text;
}

function byStart(a: TemplateEdit, b: TemplateEdit): number {
  return comparePlaces(a.start, b.start) || comparePlaces(a.end, b.end);
}

function comparePlaces(a: IniPosition, b: IniPosition): number {
  return a.line - b.line || a.character - b.character;
}
