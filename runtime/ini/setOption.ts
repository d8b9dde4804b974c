import type { EditProblem, EditResult } from './iniEdit.ts';
import { checkedEdits, hasEdgeBlank, refuse } from './iniEdit.ts';
import type { IniDocument } from './iniDocument.ts';
import {
  indentOf,
  lineEndOf,
  optionNameProblem,
  replaceValue,
  sectionNameProblem,
  usualDelimiter,
} from './optionLines.ts';
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
  const problem =
    sectionNameProblem(section) ?? optionNameProblem(name) ?? valueProblem(name, value);
  if (problem) return refuse(problem);
  const option = document.option(section, name);
  if (option?.value === value) return { ok: true, value: [] };
  const edits = option
    ? replaceValue(document, option, value)
    : [insertOption(document, section, name, value)];
  return checkedEdits(document, edits, { section, name, isWanted: (after) => after === value });
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

function valueProblem(name: string, value: string): EditProblem | undefined {
  if (value !== '' && (hasEdgeBlank(value) || /[\r\n]/.test(value))) {
    const message = `The value of "${name}" cannot be stored: it must be one line without blanks at its ends.`;
    return { code: 'value-not-storable', message };
  }
  return undefined;
}
