import type { IniRange } from '../../ini/index.ts';
import { trimBlanks } from '../../ini/index.ts';
import type { TemplateEntry } from '../templateEntry.ts';
import { rangeInValue } from '../templateEntry.ts';
import type { ActionTarget } from './actionTarget.ts';
import { editIn } from './actionTarget.ts';
import { firstColumn } from './lineEdits.ts';
import type { TemplateActionChange, TemplateEdit } from './templateAction.ts';

/** One way to mend what a diagnostic is about. */
export interface Mend {
  readonly title: string;
  readonly change: TemplateActionChange;
  /** Whether it does what the author most likely meant, losing nothing. */
  readonly isSafe: boolean;
}

/** The ways to mend the diagnostics of one code, the best first. */
export type Mender = (target: ActionTarget) => readonly Mend[];

/** A way that nothing speaks against. */
export function safely(title: string, ...edits: readonly TemplateEdit[]): Mend {
  return { title, change: { edits }, isSafe: true };
}

/** A way that the author should choose. */
export function onDemand(title: string, ...edits: readonly TemplateEdit[]): Mend {
  return { title, change: { edits }, isSafe: false };
}

/** Puts a text in the place of the units `[start, end)` of the target's block. */
export function replaceIn(
  { block: { document }, firstLine }: ActionTarget,
  start: number,
  end: number,
  text: string,
): TemplateEdit {
  return editIn({ document, firstLine }, start, end, text);
}

/** Puts a text in the place of what the diagnostic marks. */
export function replaceMarked(target: ActionTarget, text: string): TemplateEdit {
  return replaceIn(target, target.range.start, target.range.end, text);
}

/** Puts a text in the place of a range of the target's block. */
function replaceRange(target: ActionTarget, { start, end }: IniRange, text: string): TemplateEdit {
  return replaceIn(target, start, end, text);
}

/** Puts a text in the place of the units `[start, end)` of a value, which are in one line. */
export function replaceInValue(
  target: ActionTarget,
  entry: TemplateEntry,
  stretch: { readonly start: number; readonly end: number },
  text: string,
): TemplateEdit {
  return replaceRange(target, rangeInValue(entry, stretch.start, stretch.end), text);
}

/** The blanks before what the diagnostic marks, back to the start of its line. */
export function unindent(target: ActionTarget): TemplateEdit {
  const { block, range } = target;
  const start = block.lines.starts[range.line] ?? 0;
  const origin = start + firstColumn(target.model, target.firstLine + range.line);
  return replaceIn(target, origin, range.start, '');
}

/** The offset after the last unit before `at` in its line that is no blank. */
export function beforeBlanks({ block, range }: ActionTarget, at: number): number {
  return trimBlanks(block.text, block.lines.starts[range.line] ?? 0, at);
}

/** A text as a comment. */
export function asComment(text: string): string {
  return /^[#;]/.test(text) ? text : `# ${text}`;
}
