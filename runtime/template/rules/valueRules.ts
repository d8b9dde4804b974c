import { skipBlanks } from '../../ini/index.ts';
import type { JsonArray } from '../jsonArray.ts';
import { readJsonArray } from '../jsonArray.ts';
import type { JsonError } from '../jsonModel.ts';
import type { TemplateContext } from '../templateContext.ts';
import type { TemplateEntry } from '../templateEntry.ts';
import { rangeInValue } from '../templateEntry.ts';
import { isReference } from '../percentUses.ts';
import { jsonMessages } from './jsonMessages.ts';

/** A value as far as it could be read, before anything is said about it. */
export type ReadValue =
  | { readonly kind: 'empty' }
  | { readonly kind: 'text'; readonly start: number }
  /** `trailingStart` is where text after the array starts, else the value's end. */
  | { readonly kind: 'array'; readonly array: JsonArray; readonly trailingStart: number };

/** Reads the value of a declaration. */
export function readValue({ value }: TemplateEntry): ReadValue {
  const start = skipBlanks(value, 0, value.length);
  if (start === value.length) return { kind: 'empty' };
  if (!value.startsWith('[', start)) return { kind: 'text', start };
  const array = readJsonArray(value, start);
  const trailingStart = array.isClosed ? skipBlanks(value, array.end, value.length) : value.length;
  return { kind: 'array', array, trailingStart };
}

/** Reports a value that is missing, no array, or no JSON. */
export function checkValue(context: TemplateContext, entry: TemplateEntry, value: ReadValue): void {
  const { document, findings } = context;
  if (document.textOf(entry.delimiter) === ':') {
    findings.add('colon-delimiter', entry.delimiter, 'Use "=" between name and value.');
  }
  if (value.kind === 'empty') {
    const message = `"${entry.name}" has no value. Write one as ["string",""].`;
    findings.add('empty-value', entry.nameRange, message);
    return;
  }
  if (value.kind === 'text') checkText(context, entry, value.start);
  else checkArray(context, entry, value.array, value.trailingStart);
  checkFurtherLines(context, entry);
}

/** Comes last: an error about the same line matters more. */
function checkFurtherLines({ findings }: TemplateContext, entry: TemplateEntry): void {
  const further = entry.parts.find((part, index) => index > 0 && part.start < part.end);
  if (!further) return;
  const message = 'The value goes on in this line; not every reader follows. Write it in one line.';
  findings.add('multiline-value', further, message);
}

/** A reference could stand for an array; the percent rules speak of it. */
function checkText(context: TemplateContext, entry: TemplateEntry, start: number): void {
  if (isReference(entry.value)) return;
  const range = rangeInValue(entry, start, entry.value.length);
  const message = 'The value must be a JSON array like ["int",1].';
  context.findings.add('not-an-array', range, message);
}

function checkArray(
  context: TemplateContext,
  entry: TemplateEntry,
  array: JsonArray,
  trailingStart: number,
): void {
  for (const error of array.errors) reportError(context, entry, error);
  checkSemicolon(context, entry, array);
  if (trailingStart < entry.value.length) reportTrailing(context, entry, trailingStart);
}

function reportError(context: TemplateContext, entry: TemplateEntry, error: JsonError): void {
  const range = rangeInValue(entry, error.start, error.end);
  const text = context.document.textOf(range);
  context.findings.add(error.code, range, jsonMessages[error.code](text));
}

function reportTrailing({ findings }: TemplateContext, entry: TemplateEntry, start: number): void {
  const range = rangeInValue(entry, start, entry.value.length);
  const isComment = ';#'.includes(entry.value.charAt(start));
  if (isComment) {
    const message =
      'Python 3 keeps this comment as a part of the value. Move it to a line of its own.';
    findings.add('inline-comment', range, message);
  } else {
    findings.add('value-trailing-text', range, 'There is text after the array. Delete it.');
  }
}

/** Python 2 looks at the first semicolon of the line only, and cuts there if it follows a blank. */
function checkSemicolon(context: TemplateContext, entry: TemplateEntry, array: JsonArray): void {
  const { value } = entry;
  const firstLine = entry.parts[0]?.end ?? 0;
  const at = value.indexOf(';');
  const isInFirstLine = at !== -1 && rangeInValue(entry, at, at + 1).end <= firstLine;
  if (!isInFirstLine || skipBlanks(value, at - 1, at) !== at) return;
  if (!array.strings.some((each) => each.start < at && at < each.end)) return;
  const message = 'Python 2 takes the rest of the line as a comment. Write the ";" as \\u003b.';
  context.findings.add('semicolon-cut', rangeInValue(entry, at, at + 1), message);
}
