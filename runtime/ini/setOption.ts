import { isBlank } from './blank.ts';
import type { EditProblem, EditResult } from './iniEdit.ts';
import { checkedEdits, hasEdgeBlank, refuse } from './iniEdit.ts';
import type { IniDocument } from './iniDocument.ts';
import type { IniOption, IniSection } from './iniModel.ts';
import type { TextEdit } from './textEdit.ts';

/**
 * Edits that make `get(section, name)` return `value`, creating section and option where missing.
 * The value is raw text of one line: escape percent signs first where it is to be interpolated.
 */
export function setOption(
  document: IniDocument,
  section: string,
  name: string,
  value: string,
): EditResult {
  const problem = nameProblem(section, name) ?? valueProblem(name, value);
  if (problem) return refuse(problem);
  const option = document.option(section, name);
  if (option?.value === value) return { ok: true, value: [] };
  const edits = option
    ? replaceValue(document, option, value)
    : [insertOption(document, section, name, value)];
  return checkedEdits(document, edits, { section, name, isWanted: (after) => after === value });
}

/** Comments between the lines of the old value stay; each of its continuation lines goes. */
function replaceValue(document: IniDocument, option: IniOption, value: string): TextEdit[] {
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

interface LineRun {
  readonly first: number;
  readonly last: number;
}

/** Neighbouring lines go in one edit: the line end between two of them must not go twice. */
function lineRuns(lines: readonly number[]): readonly LineRun[] {
  const runs: LineRun[] = [];
  for (const line of lines) {
    const run = runs.at(-1);
    if (run?.last === line - 1) runs[runs.length - 1] = { first: run.first, last: line };
    else runs.push({ first: line, last: line });
  }
  return runs;
}

function removeLines(document: IniDocument, { first, last }: LineRun): TextEdit {
  const next = document.lines.starts[last + 1];
  if (next !== undefined) return { start: document.lines.starts[first] ?? 0, end: next, text: '' };
  return { start: lineEndOf(document, first - 1), end: document.text.length, text: '' };
}

function insertOption(
  document: IniDocument,
  section: string,
  name: string,
  value: string,
): TextEdit {
  const home = document.sections.findLast((each) => each.header && each.name === section);
  const entry = `${name}${usualDelimiter(document, home)}${value}`;
  if (!home) return appendSection(document, `[${section}]${document.lineEnd}${entry}`);
  const end = lineEndOf(document, home.lastLine);
  return { start: end, end, text: document.lineEnd + indentOf(document, home) + entry };
}

/** A new line at a lesser depth than the one before could swallow an indented header below. */
function indentOf(document: IniDocument, home: IniSection): string {
  const anchor = home.options.at(-1)?.nameRange ?? home.header?.range;
  if (!anchor) return '';
  const lineStart = document.lines.starts[anchor.line] ?? 0;
  return document.text.slice(lineStart, anchor.start).replace('\ufeff', '');
}

function appendSection(document: IniDocument, lines: string): TextEdit {
  const { text, lineEnd } = document;
  const isEmpty = text === '' || text === '\ufeff';
  const endsLine = text.endsWith('\n') || text.endsWith('\r');
  const gap = isEmpty ? '' : endsLine ? lineEnd : lineEnd + lineEnd;
  return {
    start: text.length,
    end: text.length,
    text: gap + lines + (endsLine || isEmpty ? lineEnd : ''),
  };
}

/** ` = ` or `=`, as the neighbours have it. */
function usualDelimiter(document: IniDocument, home: IniSection | undefined): string {
  const neighbour =
    home?.options.at(-1) ?? document.sections.find((each) => each.options.length > 0)?.options[0];
  if (!neighbour) return ' = ';
  return isBlank(document.text.charCodeAt(neighbour.delimiter.start - 1)) ? ' = ' : '=';
}

function lineEndOf(document: IniDocument, line: number): number {
  return document.lines.ends[line] ?? document.text.length;
}

function nameProblem(section: string, name: string): EditProblem | undefined {
  if (section === '' || hasEdgeBlank(section) || includesAny(section, ']\r\n')) {
    const message = `"${section}" cannot be a section name: it needs at least one character, no "]", and no blanks at its ends.`;
    return { code: 'name-not-storable', message };
  }
  if (
    name === '' ||
    hasEdgeBlank(name) ||
    includesAny(name, '=:\r\n') ||
    '#;['.includes(name.charAt(0))
  ) {
    const message = `"${name}" cannot be an option name: it needs at least one character, no "=" or ":", no blanks at its ends, and no "#", ";" or "[" in front.`;
    return { code: 'name-not-storable', message };
  }
  return undefined;
}

function valueProblem(name: string, value: string): EditProblem | undefined {
  if (value !== '' && (hasEdgeBlank(value) || includesAny(value, '\r\n'))) {
    const message = `The value of "${name}" cannot be stored: it must be one line without blanks at its ends.`;
    return { code: 'value-not-storable', message };
  }
  return undefined;
}

function includesAny(text: string, units: string): boolean {
  return Array.from(units).some((unit) => text.includes(unit));
}
