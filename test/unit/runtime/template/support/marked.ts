import assert from 'node:assert/strict';
import { expandTabStops } from './expandTabStops.ts';
import type { TemplateModel, TemplateRange } from '../../../../../runtime/template/index.ts';
import { readTemplate } from '../../../../../runtime/template/index.ts';

const caret = '<|>';

/** A template whose text marks a place by `<|>`. */
export interface MarkedTemplate {
  /** The text without its mark. */
  readonly text: string;
  readonly model: TemplateModel;
  readonly position: { readonly line: number; readonly character: number };
}

/** Reads a text with one caret. */
export function readMarked(marked: string, file = 'src/config/plugins/Demo.ini'): MarkedTemplate {
  const offset = marked.indexOf(caret);
  assert.notEqual(offset, -1, 'the text has a caret');
  const text = marked.replace(caret, '');
  const before = text.slice(0, offset).split(/\r\n|\n|\r/);
  const position = { line: before.length - 1, character: (before.at(-1) ?? '').length };
  return { text, model: readTemplate(text, file), position };
}

/** The text of a range within one line. */
export function textAt(model: TemplateModel, { start, end }: TemplateRange): string {
  assert.equal(start.line, end.line);
  return model.lineText(start.line).slice(start.character, end.character);
}

/** The text after a snippet took the place of a range, its tab stops left as they are. */
export function afterSnippet(model: TemplateModel, range: TemplateRange, snippet: string): string {
  return model.change({ ...range, text: expandTabStops(snippet) }).text;
}
