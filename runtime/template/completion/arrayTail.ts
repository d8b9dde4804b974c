import type { JsonArray } from '../jsonArray.ts';
import { readJsonArray } from '../jsonArray.ts';
import type { ArrayElement } from '../jsonModel.ts';
import type { TypeArgument, ValueType } from '../valueTypes.ts';
import { fittingText, isFitting } from './fitArgument.ts';
import type { CursorArgument } from './cursorPlace.ts';
import { argumentSnippet, literalSnippet, stopsOf } from './snippet.ts';

/** What has to follow a completed element for the array to be whole. */
export interface ArrayTail {
  readonly snippet: string;
  /** Where in the line the text ends that it takes the place of. */
  readonly end: number;
}

/**
 * Elements that follow are kept where they fit the type, turned into what fits where that is plain,
 * and replaced or added where not; `written` is the JSON text that takes the cursor's place.
 */
export function arrayTail(
  line: string,
  cursor: CursorArgument,
  written: string,
  type: ValueType,
  firstStop: number,
): ArrayTail {
  const { token, index } = cursor;
  const array = arrayWith(line, cursor, written);
  const keep = { snippet: '', end: token.end };
  if (!array.errors.every(({ code }) => mendable.has(code))) return keep;
  const text = probeText(line, cursor, written);
  const following = type.arguments.slice(index);
  const given = array.elements.slice(index + 1);
  if (array.errors.length === 0 && isWhole(text, following, given)) return keep;
  const shift = token.end - token.start - written.length + cursor.open;
  const end = array.isClosed ? array.end + shift : Math.max(token.end, line.trimEnd().length);
  const range = { text, array, written, index };
  return { snippet: argumentsAfter(following, given, range, firstStop) + ']', end };
}

/** The array as it reads with a text in the cursor's place. */
export function arrayWith(line: string, cursor: CursorArgument, written: string): JsonArray {
  return readJsonArray(probeText(line, cursor, written));
}

const mendable: ReadonlySet<string> = new Set(['json-unclosed-array', 'json-trailing-comma']);

function probeText(line: string, { open, token }: CursorArgument, written: string): string {
  return line.slice(open, token.start) + written + line.slice(token.end);
}

function isWhole(
  text: string,
  following: readonly TypeArgument[],
  given: readonly ArrayElement[],
): boolean {
  if (given.length > following.length) return false;
  return following.every((argument, index) => {
    const element = given[index];
    return element ? isFitting(text, element, argument.kind) : argument.isOptional;
  });
}

interface Probe {
  readonly text: string;
  readonly array: JsonArray;
  readonly written: string;
  readonly index: number;
}

function argumentsAfter(
  following: readonly TypeArgument[],
  given: readonly ArrayElement[],
  { text, array, written, index }: Probe,
  firstStop: number,
): string {
  let stop = firstStop;
  let snippet = '';
  let before = index === 0 ? '' : written;
  for (const [position, argument] of following.entries()) {
    const element = given[position];
    const kept = element && fittingText(text, element, argument.kind);
    if (kept === undefined && argument.isOptional) break;
    const json = kept ?? sampleFor(argument, before, rangeAfter(array, index + position));
    snippet += `,${kept === undefined ? argumentSnippet(argument, stop, json) : literalSnippet(json)}`;
    stop += stopsOf(argument);
    before = json;
  }
  return snippet;
}

/** The text of a range after the element of that index, which a default must be in. */
function rangeAfter(array: JsonArray, index: number): string | undefined {
  const value = array.elements[index + 2]?.value;
  return typeof value === 'string' ? value : undefined;
}

/** A sample that agrees with the elements beside it: a default is in its range. */
export function sampleFor(
  { kind, sample }: TypeArgument,
  before: string,
  range: string | undefined,
): string {
  if (kind === 'range' && /^\d{1,15}$/.test(before)) {
    const value = Number(before);
    if (value === 0) return '"0-8"';
    return value > 8 ? `"1-${value}"` : sample;
  }
  const bounds = kind === 'integer' && range !== undefined ? readBounds(range) : undefined;
  const isInside = !bounds || (bounds.low <= Number(sample) && Number(sample) <= bounds.high);
  return isInside ? sample : bounds.low.toString();
}

/** The numbers of a range like `1-8`, if they are there and in order. */
export function readBounds(
  range: string,
): { readonly low: number; readonly high: number } | undefined {
  const match = /^ *(\d{1,15}) *- *(\d{1,15}) *$/.exec(range);
  if (!match) return undefined;
  const [low, high] = [Number(match[1]), Number(match[2])];
  return low <= high ? { low, high } : undefined;
}
