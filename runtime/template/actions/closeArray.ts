import type { JsonArray } from '../jsonArray.ts';
import { readJsonArray } from '../jsonArray.ts';
import { findValueType } from '../valueTypes.ts';

/** One way to close what is open in an array. */
export interface Closing {
  readonly title: string;
  /** From here to the value's end, the text takes the place of what stands there. */
  readonly start: number;
  readonly text: string;
}

/** The ways to close an array that has no end, those that make it readable first and only. */
export function closings(value: string, array: JsonArray): readonly Closing[] {
  const open = array.errors.find(({ code }) => code === 'json-unclosed-string');
  const ways = open ? stringClosings(value, open.start) : [arrayClosing(value)];
  return ways.filter(({ start, text }) => {
    const closed = value.slice(0, start) + text;
    const { errors, isClosed } = readJsonArray(closed);
    return isClosed && errors.every(({ code }) => code !== 'json-unclosed-string');
  });
}

/** A quote is missing before the bracket, before the next comma, or at the end. */
function stringClosings(value: string, quote: number): readonly Closing[] {
  const rest = value.slice(quote);
  const comma = rest.indexOf(',');
  const bracket = rest.lastIndexOf(']');
  const ways: Closing[] = [];
  const isType = comma !== -1 && findValueType(rest.slice(1, comma).trim()) !== undefined;
  if (isType) {
    const start = quote + comma;
    const tail = value.slice(start);
    ways.push({ title: 'Add the missing quote', start, text: `"${closed(tail)}` });
  }
  if (bracket > 0 && rest.slice(bracket + 1).trim() === '') {
    ways.push({ title: 'Add the missing quote', start: quote + bracket, text: '"]' });
  } else if (!isType) {
    ways.push({ title: 'Close the text and the array', start: value.length, text: '"]' });
  }
  return ways;
}

function closed(tail: string): string {
  return tail.trimEnd().endsWith(']') ? tail : `${tail}]`;
}

function arrayClosing(value: string): Closing {
  const end = value.trimEnd().length;
  const brackets = openBrackets(value);
  const title = brackets.length === 1 ? 'Add the missing "]"' : `Add the missing "${brackets}"`;
  const at = value.charAt(end - 1) === ',' ? end - 1 : end;
  return { title, start: at, text: brackets };
}

/** What closes all that is open at the end, texts left aside. */
function openBrackets(value: string): string {
  const open: string[] = [];
  let isInText = false;
  for (let at = 0; at < value.length; at++) {
    const unit = value.charAt(at);
    if (unit === '\\' && isInText) at++;
    else if (unit === '"') isInText = !isInText;
    else if (!isInText && unit === '[') open.unshift(']');
    else if (!isInText && unit === '{') open.unshift('}');
    else if (!isInText && (unit === ']' || unit === '}')) open.shift();
  }
  return open.join('');
}
