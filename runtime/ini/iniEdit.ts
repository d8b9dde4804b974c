import { isBlank } from './blank.ts';
import type { IniDocument } from './iniDocument.ts';
import type { IniOption, IniRange, IniResult } from './iniModel.ts';
import { parseIni } from './parseIni.ts';
import type { TextEdit } from './textEdit.ts';
import { applyEdits } from './textEdit.ts';

/** Why an edit was refused; nothing has been changed. */
export interface EditProblem {
  readonly code: 'name-not-storable' | 'value-not-storable' | 'not-a-json-list' | 'edit-not-safe';
  readonly message: string;
  /** The text that is in the way, where there is one. */
  readonly range?: IniRange;
}

/** The minimal edits that bring a change about, or why they cannot be made. */
export type EditResult = IniResult<readonly TextEdit[], EditProblem>;

/** A refused edit. */
export function refuse(problem: EditProblem): {
  readonly ok: false;
  readonly problem: EditProblem;
} {
  return { ok: false, problem };
}

/** An option about to be changed, and what its new value must be. */
export interface IntendedChange {
  readonly section: string;
  readonly name: string;
  readonly isWanted: (value: string) => boolean;
}

/**
 * The edits, if after them the option reads as intended and all others read the same as before.
 * Indentation can turn any new line into a part of its neighbour; this is where that is found out.
 */
export function checkedEdits(
  before: IniDocument,
  edits: readonly TextEdit[],
  change: IntendedChange,
): EditResult {
  const after = parseIni(applyEdits(before.text, edits));
  const changed = after.option(change.section, change.name);
  if (changed && change.isWanted(changed.value) && sameOtherOptions(before, after, changed)) {
    return { ok: true, value: edits };
  }
  const where = `"${change.name}" in section [${change.section}]`;
  return refuse({
    code: 'edit-not-safe',
    message: `Setting ${where} would change how other lines are read. Remove the blanks at the start of the lines around it, then try again.`,
    ...(changed && { range: changed.nameRange }),
  });
}

function sameOtherOptions(before: IniDocument, after: IniDocument, changed: IniOption): boolean {
  const others = readings(before, before.option(sectionOf(after, changed), changed.key));
  const now = readings(after, changed);
  return others.length === now.length && others.every((reading, index) => reading === now[index]);
}

function sectionOf(document: IniDocument, option: IniOption): string {
  return document.sections.find((section) => section.options.includes(option))?.name ?? '';
}

function readings(document: IniDocument, except: IniOption | undefined): readonly string[] {
  return document.sections.flatMap((section) =>
    section.options
      .filter((option) => option !== except)
      .map((option) => JSON.stringify([section.name, option.name, option.value])),
  );
}

/** Whether the text starts or ends with a blank. */
export function hasEdgeBlank(text: string): boolean {
  return isBlank(text.charCodeAt(0)) || isBlank(text.charCodeAt(text.length - 1));
}
