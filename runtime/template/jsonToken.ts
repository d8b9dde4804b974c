import { isBlank, trimBlanks } from '../ini/index.ts';
import type { ArrayElement, JsonCode, JsonToken } from './jsonModel.ts';
import { readQuoted } from './jsonString.ts';

/** Reads what starts at `at`, which is neither a blank nor a bracket, brace or comma. */
export function readToken(text: string, at: number): JsonToken {
  const first = text.charAt(at);
  if (first === '"' || first === "'") return readQuoted(text, at);
  if (isSmartQuote(first)) return broken('json-smart-quotes', at, smartQuotedEnd(text, at));
  if (!startsWord(text, at)) return { ...broken('json-syntax', at, at + 1), isLast: true };
  const end = wordEnd(text, at);
  const word = text.slice(at, end);
  return readLiteral(word, at, end) ?? readWords(text, at, end, word);
}

/** A token that is one error. */
function broken(code: JsonCode, start: number, end: number): JsonToken {
  return {
    element: { kind: 'broken', start, end, value: undefined },
    errors: [{ code, start, end }],
    isLast: false,
  };
}

/** Whether the text is a whole number in JSON's spelling. */
export function isWholeNumber(text: string): boolean {
  return /^-?(?:0|[1-9]\d*)$/.test(text);
}

const literals: ReadonlyMap<string, Pick<ArrayElement, 'kind' | 'value'>> = new Map([
  ['true', { kind: 'boolean', value: true }],
  ['false', { kind: 'boolean', value: false }],
  ['null', { kind: 'null', value: undefined }],
]);

function readLiteral(word: string, start: number, end: number): JsonToken | undefined {
  const literal = literals.get(word);
  if (literal) return { element: { ...literal, start, end }, errors: [], isLast: false };
  if (/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/.test(word)) {
    const element = { kind: 'number', value: Number(word), start, end } as const;
    return { element, errors: [], isLast: false };
  }
  return isNumberLike(word) ? broken('json-invalid-number', start, end) : undefined;
}

/** Words without quotes reach to the next comma or closing bracket. */
function readWords(text: string, start: number, wordEnds: number, word: string): JsonToken {
  let stop = wordEnds;
  while (stop < text.length && !',]\n'.includes(text.charAt(stop))) stop++;
  const end = trimBlanks(text, start, stop);
  const isPython =
    end === wordEnds && ['true', 'false', 'none', 'null'].includes(word.toLowerCase());
  return broken(isPython ? 'json-python-literal' : 'json-unquoted-string', start, end);
}

function wordEnd(text: string, start: number): number {
  let at = start;
  while (
    at < text.length &&
    !isBlank(text.charCodeAt(at)) &&
    !',]}:"\'[{'.includes(text.charAt(at))
  ) {
    at++;
  }
  return at;
}

function startsWord(text: string, at: number): boolean {
  const first = text.charAt(at);
  if (first === '/') return !'/*'.includes(text.charAt(at + 1) || '/');
  return /[\w$~.+\-%@]/.test(first) || first >= '\u0080';
}

/** What other languages read as a number: `01`, `+1`, `.5`, `1.`, `0x10`, `1_000`, `-`, `NaN`. */
function isNumberLike(word: string): boolean {
  const rest = /^[+-]/.test(word) ? word.slice(1) : word;
  if (rest === '' || rest === 'NaN' || rest === 'Infinity') return true;
  if (/^0[xXoObB][\da-fA-F_]+$/.test(rest)) return true;
  return /^[\d.]/.test(rest) && hasNumberParts(rest.toLowerCase());
}

/** Digits with at most one dot and one exponent, in whatever order JSON forbids. */
function hasNumberParts(text: string): boolean {
  const [mantissa = '', exponent = '', ...more] = text.split('e', 3);
  const parts = mantissa.split('.', 3);
  return (
    more.length === 0 &&
    parts.length <= 2 &&
    parts.every((part) => /^[\d_]*$/.test(part)) &&
    /^[+-]?\d*$/.test(exponent)
  );
}

function isSmartQuote(unit: string): boolean {
  return unit >= '\u2018' && unit <= '\u201f';
}

function smartQuotedEnd(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length && !'"\n'.includes(text.charAt(at))) {
    if (isSmartQuote(text.charAt(at))) return at + 1;
    at++;
  }
  if (text.charAt(at) === '"') return at + 1;
  let stop = start;
  while (stop < at && !',]'.includes(text.charAt(stop))) stop++;
  return trimBlanks(text, start, stop);
}
