import type { TemplateCode } from '../templateRules.ts';
import type { ActionTarget } from './actionTarget.ts';
import { lineEndOf } from './actionTarget.ts';
import type { Mend, Mender } from './mend.ts';
import { onDemand, replaceMarked, safely } from './mend.ts';
import { isInString } from './valueAt.ts';

/** Mends of characters and encodings. */
export const characterMends: Partial<Readonly<Record<TemplateCode, Mender>>> = {
  bom: (target) =>
    target.text === '\ufeff'
      ? [safely('Remove the byte-order mark', replaceMarked(target, ''))]
      : [asked('Save as UTF-8 without a byte-order mark', 'save-without-mark')],
  'not-utf8': () => [asked('Reopen the file in its encoding…', 'reopen-with-encoding')],
  'nul-char': (target) => [safely('Delete the character', replaceMarked(target, ''))],
  'lone-cr': (target) =>
    target.text === '\r'
      ? [safely('Write a proper line end', convertLineEnd(target))]
      : [asked('Convert the line ends', 'convert-line-ends')],
  'unusual-line-terminator': (target) => {
    const blank = 'Replace by a blank';
    if (!isInString(target)) return [safely(blank, replaceMarked(target, ' '))];
    const escape = `\\u${target.text.charCodeAt(0).toString(16)}`;
    return [
      safely(`Write ${escape}`, replaceMarked(target, escape)),
      onDemand(blank, replaceMarked(target, ' ')),
    ];
  },
  'non-ascii-whitespace': (target) => [safely('Replace by a blank', replaceMarked(target, ' '))],
};

function asked(title: string, ask: NonNullable<Mend['change']['ask']>): Mend {
  return { title, change: { edits: [], ask }, isSafe: false };
}

/** A carriage return is no part of its line, so the edit goes to the start of the next. */
function convertLineEnd({ model, diagnostic }: ActionTarget): {
  readonly start: { readonly line: number; readonly character: number };
  readonly end: { readonly line: number; readonly character: number };
  readonly text: string;
} {
  const { start } = diagnostic.range;
  return { start, end: { line: start.line + 1, character: 0 }, text: lineEndOf(model) };
}
