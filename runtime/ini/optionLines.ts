import { isBlank } from './blank.ts';
import type { EditProblem } from './iniEdit.ts';
import { hasEdgeBlank } from './iniEdit.ts';
import type { IniDocument } from './iniDocument.ts';
import type { IniOption, IniSection } from './iniModel.ts';
import type { TextEdit } from './textEdit.ts';

/** Comments between the lines of the old value stay; each of its continuation lines goes. */
export function replaceValue(document: IniDocument, option: IniOption, value: string): TextEdit[] {
  const { delimiter, valueRange } = option;
  const spaced = isBlank(document.text.charCodeAt(delimiter.start - 1));
  const first =
    valueRange.start < valueRange.end
      ? { start: valueRange.start, end: valueRange.end, text: value }
      : {
          start: delimiter.end,
          end: lineEndOf(document, delimiter.line),
          text: (spaced ? ' ' : '') + value,
        };
  const lines = option.continuation.map((range) => range.line);
  return [first, ...lineRuns(lines).map((run) => removeLines(document, run))];
}

/** Lines that follow each other, both ends included. */
export interface LineRun {
  readonly first: number;
  readonly last: number;
}

/** Neighbouring lines go in one edit: the line end between two of them must not go twice. */
export function lineRuns(lines: readonly number[]): readonly LineRun[] {
  const runs: LineRun[] = [];
  for (const line of lines) {
    const run = runs.at(-1);
    if (run?.last === line - 1) runs[runs.length - 1] = { first: run.first, last: line };
    else runs.push({ first: line, last: line });
  }
  return runs;
}

/** Takes lines out, one line end with each. */
export function removeLines(document: IniDocument, { first, last }: LineRun): TextEdit {
  const next = document.lines.starts[last + 1];
  if (next !== undefined) return { start: document.lines.starts[first] ?? 0, end: next, text: '' };
  const start = first === 0 ? 0 : lineEndOf(document, first - 1);
  return { start, end: document.text.length, text: '' };
}

/** A new line at a lesser depth than the one before could swallow an indented header below. */
export function indentOf(document: IniDocument, home: IniSection): string {
  const anchor = home.options.at(-1)?.nameRange ?? home.header?.range;
  return anchor ? indentBefore(document, anchor) : '';
}

/** The blanks in front of what starts a line. */
export function indentBefore(
  document: IniDocument,
  { line, start }: { readonly line: number; readonly start: number },
): string {
  return document.text.slice(document.lines.starts[line] ?? 0, start).replace('\ufeff', '');
}

/** ` = ` or `=`, as the neighbours have it. */
export function usualDelimiter(document: IniDocument, home: IniSection | undefined): string {
  const neighbour =
    home?.options.at(-1) ?? document.sections.find((each) => each.options.length > 0)?.options[0];
  if (!neighbour) return ' = ';
  return isBlank(document.text.charCodeAt(neighbour.delimiter.start - 1)) ? ' = ' : '=';
}

/** The offset after the last unit of a line, its line end left out. */
export function lineEndOf(document: IniDocument, line: number): number {
  return document.lines.ends[line] ?? document.text.length;
}

/** Why no section of this name can be written. */
export function sectionNameProblem(section: string): EditProblem | undefined {
  if (section !== '' && !hasEdgeBlank(section) && !/[\]\r\n]/.test(section)) return undefined;
  const message = `"${section}" cannot be a section name: it needs at least one character, no "]", and no blanks at its ends.`;
  return { code: 'name-not-storable', message };
}

/** Why no option of this name can be written. */
export function optionNameProblem(name: string): EditProblem | undefined {
  if (name !== '' && !hasEdgeBlank(name) && !/^[#;[]|[=:\r\n]/.test(name)) return undefined;
  const message = `"${name}" cannot be an option name: it needs at least one character, no "=" or ":", no blanks at its ends, and no "#", ";" or "[" in front.`;
  return { code: 'name-not-storable', message };
}
