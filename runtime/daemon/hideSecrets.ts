import type { JsonObject, JsonValue } from '../protocol/index.ts';

/** Stands for the value of a secret. */
export const hidden = '***';

const word = /[\w.-]+/g;
const secretName = /password|community|key|token|secret/i;

/** What may enclose a name: a quotation mark, also as XML writes it. */
const quotes = ['"', "'", '&quot;', '&#34;', '&apos;', '&#39;'];

/** The same data with `***` in place of what a secret is named by, also inside texts; itself when there is none. */
export function withoutSecrets(data: JsonObject): JsonObject {
  if (Object.keys(data).every((key) => isHarmless(key, data[key] ?? null))) return data;
  const entries = Object.entries(data).map(([key, value]) => [key, hideIn(key, value)] as const);
  return Object.fromEntries(entries);
}

/** Told of what is not nested, as nearly all data of commands is. */
function isHarmless(key: string, value: JsonValue): boolean {
  if (typeof value === 'string') return !secretName.test(key) && !secretName.test(value);
  return typeof value !== 'object' || value === null;
}

function hideIn(key: string, value: JsonValue): JsonValue {
  if (typeof value === 'string') return isSecretName(key) ? hidden : hideSecrets(value);
  if (Array.isArray(value)) return value.map((each: JsonValue) => hideIn(key, each));
  if (typeof value !== 'object' || value === null) return value;
  return withoutSecrets(value as JsonObject);
}

/** Whether what has that name must not be told. */
export function isSecretName(key: string): boolean {
  return secretName.test(key) && /^[\w.-]+$/.test(key);
}

/** Where the value of a secret stands: units `[start, end)`. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** The text with `***` in place of the values of keys that name a secret; linear in its length. */
export function hideSecrets(text: string): string {
  if (!secretName.test(text)) return text;
  const closings = new ClosingTags(text);
  const parts: string[] = [];
  let at = 0;
  for (const { 0: name, index } of text.matchAll(word)) {
    if (index < at || !secretName.test(name)) continue;
    const found =
      valueOfTag(text, name, index, closings) ??
      valueOfQuoted(text, name, index) ??
      valueOfLine(text, name, index);
    if (!found) continue;
    parts.push(text.slice(at, found.start), hidden);
    at = found.end;
  }
  return parts.join('') + text.slice(at);
}

/** Where the closing tags of each name are; they are looked for once and only if they are needed. */
class ClosingTags {
  readonly #text: string;
  #places: Map<string, { next: number; readonly starts: number[] }> | undefined;

  constructor(text: string) {
    this.#text = text;
  }

  /** The first one of that name from an offset on; the offsets asked for ascend. */
  after(name: string, from: number): number | undefined {
    this.#places ??= this.#find();
    const places = this.#places.get(name.toLowerCase());
    if (!places) return undefined;
    while ((places.starts[places.next] ?? from) < from) places.next++;
    return places.starts[places.next];
  }

  #find(): Map<string, { next: number; starts: number[] }> {
    const found = new Map<string, { next: number; starts: number[] }>();
    for (const { 1: name = '', index } of this.#text.matchAll(/<\/([\w.-]+)/g)) {
      const places = found.get(name.toLowerCase()) ?? { next: 0, starts: [] };
      places.starts.push(index);
      found.set(name.toLowerCase(), places);
    }
    return found;
  }
}

/** `<password>…</password>` */
function valueOfTag(
  text: string,
  name: string,
  index: number,
  closings: ClosingTags,
): Stretch | undefined {
  if (text.charAt(index - 1) !== '<') return undefined;
  let open = index + name.length;
  while (open < text.length && text.charAt(open) !== '>' && text.charAt(open) !== '<') open++;
  if (text.charAt(open) !== '>') return undefined;
  const end = closings.after(name, open + 1);
  return end === undefined ? undefined : { start: open + 1, end };
}

/** `"password": "…"`; without a second quotation mark the rest of the line is the value. */
function valueOfQuoted(text: string, name: string, index: number): Stretch | undefined {
  const quote = quoteBefore(text, index);
  const nameEnd = index + name.length;
  if (quote === '' || !text.startsWith(quote, nameEnd)) return undefined;
  const colon = skipBlanks(text, nameEnd + quote.length);
  if (text.charAt(colon) !== ':') return undefined;
  const value = skipBlanks(text, colon + 1);
  const valueQuote = quoteAt(text, value);
  if (valueQuote === '') return undefined;
  const start = value + valueQuote.length;
  let end = start;
  while (!isLineEnd(text, end) && !text.startsWith(valueQuote, end)) end++;
  return { start, end };
}

/** `password = …` to the end of the line. */
function valueOfLine(text: string, name: string, index: number): Stretch | undefined {
  if (index > 0 && !/[\s,;{(&?'"]/.test(text.charAt(index - 1))) return undefined;
  const delimiter = skipBlanks(text, index + name.length);
  if (text.charAt(delimiter) !== '=' && text.charAt(delimiter) !== ':') return undefined;
  const start = skipBlanks(text, delimiter + 1);
  const isNone = isLineEnd(text, start) || '<>'.includes(text.charAt(start));
  if (isNone || text.startsWith(hidden, start)) return undefined;
  let end = start;
  while (!isLineEnd(text, end)) end++;
  return { start, end };
}

/** The quotation mark that ends before an offset, with the backslashes that escape it. */
function quoteBefore(text: string, end: number): string {
  const quote = quotes.find((each) => text.startsWith(each, end - each.length)) ?? '';
  let start = end - quote.length;
  while (quote.length === 1 && text.charAt(start - 1) === '\\') start--;
  return text.slice(start, end);
}

function quoteAt(text: string, start: number): string {
  let at = start;
  while (text.charAt(at) === '\\') at++;
  const quote = quotes.find((each) => text.startsWith(each, at)) ?? '';
  return quote === '' ? '' : text.slice(start, at + quote.length);
}

function skipBlanks(text: string, start: number): number {
  let at = start;
  while (text.charAt(at) === ' ' || text.charAt(at) === '\t') at++;
  return at;
}

function isLineEnd(text: string, at: number): boolean {
  const unit = text.charAt(at);
  return unit === '' || unit === '\n' || unit === '\r';
}
