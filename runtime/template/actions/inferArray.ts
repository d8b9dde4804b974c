import { isWholeNumber } from '../jsonToken.ts';
import { readJsonArray } from '../jsonArray.ts';
import { findValueType } from '../valueTypes.ts';

/** A plain value as a template array: its type is guessed from how it looks. */
export function inferArray(text: string): string {
  return listArray(text) ?? scalarArray(text) ?? textArray(text);
}

/** A text as the default of a variable of that type. */
export function textArray(text: string): string {
  return `["string",${JSON.stringify(unquoted(text))}]`;
}

function scalarArray(text: string): string | undefined {
  if (isWholeNumber(text) && !text.startsWith('-') && text.length <= 15) return `["int",${text}]`;
  const word = text.toLowerCase();
  return word === 'true' || word === 'false' ? `["bool",${word}]` : undefined;
}

/** `int,1`, `"int",1`, `("int",1)` and `{"int",1}` lack nothing but the right brackets and quotes. */
function listArray(text: string): string | undefined {
  const inner = /^[({].*[)}]$/.test(text) ? text.slice(1, -1) : text;
  const comma = inner.indexOf(',');
  if (comma === -1) return undefined;
  const name = unquoted(inner.slice(0, comma).trim());
  if (findValueType(name) === undefined) return undefined;
  const array = `[${JSON.stringify(name)}${inner.slice(comma)}]`;
  const { errors, isClosed, end } = readJsonArray(array);
  return errors.length === 0 && isClosed && end === array.length ? array : undefined;
}

function unquoted(text: string): string {
  const quote = text.charAt(0);
  const isQuoted = text.length > 1 && text.endsWith(quote) && (quote === '"' || quote === "'");
  return isQuoted ? text.slice(1, -1) : text;
}
