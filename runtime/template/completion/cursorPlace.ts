import { skipBlanks } from '../../ini/index.ts';

/** Units `[start, end)` of a line. */
export interface LineStretch {
  readonly start: number;
  readonly end: number;
}

/** What the cursor stands in, with the units of the line that a proposal replaces. */
export type CursorPlace =
  | { readonly place: 'nothing' }
  /** `isClosed`: whether the `]` is there already. */
  | { readonly place: 'header'; readonly token: LineStretch; readonly isClosed: boolean }
  /** `isDeclared`: whether a delimiter follows. */
  | { readonly place: 'name'; readonly token: LineStretch; readonly isDeclared: boolean }
  | { readonly place: 'value'; readonly name: string; readonly token: LineStretch }
  | ({ readonly place: 'argument'; readonly name: string } & CursorArgument);

/** The element of an array that the cursor stands in. */
export interface CursorArgument {
  readonly index: number;
  /** Of the array's `[`. */
  readonly open: number;
  /** The whole element, its quotes included. */
  readonly token: LineStretch;
  /** The quote of the text that the cursor is in; empty outside of texts. */
  readonly quote: string;
  /** Whether a text ends at the cursor. */
  readonly isAfterText: boolean;
  /** What the array's first element is so far, as written. */
  readonly typeText: string;
}

const nothing: CursorPlace = { place: 'nothing' };

/** Finds out by one line alone what the cursor stands in; it may be half typed. */
export function cursorPlace(line: string, cursor: number): CursorPlace {
  const content = line.startsWith('\ufeff') ? 1 : 0;
  const start = skipBlanks(line, content, line.length);
  if (cursor < content) return nothing;
  if (cursor <= start && start < line.length) return nothing;
  const first = line.charAt(start);
  if (first === '#' || first === ';') return nothing;
  if (first === '[') return headerPlace(line, start, cursor);
  const delimiter = delimiterAt(line, start);
  if (cursor <= delimiter) {
    const isIndented = Math.min(start, cursor) > content;
    return isIndented ? nothing : namePlace(line, start, cursor, delimiter);
  }
  const name = line.slice(start, delimiter).trimEnd();
  const valueStart = skipBlanks(line, delimiter + 1, line.length);
  if (line.charAt(valueStart) === '[') return argumentPlace(line, valueStart, cursor, name);
  const from = Math.min(valueStart, cursor);
  return { place: 'value', name, token: { start: from, end: wordEnd(line, cursor) } };
}

/** Whether a character was typed that finished something or separates what is there already. */
export function isUnasked(found: CursorPlace, trigger: string | undefined): boolean {
  if (found.place !== 'argument') return false;
  if (trigger === '"' && found.isAfterText) return true;
  return trigger === ',' && found.token.start < found.token.end;
}

function headerPlace(line: string, start: number, cursor: number): CursorPlace {
  const close = line.indexOf(']', start);
  const isClosed = close !== -1;
  if (cursor <= start || (isClosed && cursor > close)) return nothing;
  const end = isClosed ? close : Math.max(cursor, line.trimEnd().length);
  return { place: 'header', token: { start: start + 1, end }, isClosed };
}

/** A name that nothing follows yet, or the name of a declaration. */
function namePlace(line: string, start: number, cursor: number, delimiter: number): CursorPlace {
  const isDeclared = delimiter < line.length;
  const end = wordEnd(line, cursor);
  if (end < line.slice(0, delimiter).trimEnd().length) return nothing;
  const from = Math.min(start, cursor);
  if (line.slice(from, cursor).includes(' ')) return nothing;
  return { place: 'name', token: { start: from, end }, isDeclared };
}

function argumentPlace(line: string, open: number, cursor: number, name: string): CursorPlace {
  if (cursor <= open) return nothing;
  const reached = walkTo(line, open, cursor);
  if (!reached) return nothing;
  const { index, quote } = reached;
  const first = skipBlanks(line, reached.start, line.length);
  const start = Math.min(first, cursor);
  const end = quote === '' ? bareEnd(line, first, cursor) : textEnd(line, cursor, quote);
  return {
    place: 'argument',
    name,
    index,
    open,
    token: { start, end },
    quote,
    isAfterText: quote === '' && first < cursor && isQuote(line.charAt(cursor - 1)),
    typeText: line.slice(open + 1, index === 0 ? end : reached.firstComma).trim(),
  };
}

interface Reached {
  readonly index: number;
  /** After the bracket or comma before the element. */
  readonly start: number;
  readonly firstComma: number;
  readonly quote: string;
}

/** Counts the commas up to the cursor, those in texts left out; nothing outside of the array. */
function walkTo(line: string, open: number, cursor: number): Reached | undefined {
  let [index, start, firstComma, quote] = [0, open + 1, cursor, ''];
  for (let at = open + 1; at < cursor; at++) {
    const unit = line.charAt(at);
    if (quote !== '') {
      if (unit === quote) quote = '';
      else if (unit === '\\' && at + 1 < cursor) at++;
    } else if (isQuote(unit)) {
      const isOpening = unit === '"' || skipBlanks(line, start, at) === at;
      if (isOpening) quote = closingOf(unit);
    } else if ('[]{}'.includes(unit)) return undefined;
    else if (unit === ',') {
      if (index === 0) firstComma = at;
      index++;
      start = at + 1;
    }
  }
  return { index, start, firstComma, quote };
}

/** The end of a text that the cursor is in; an unclosed one ends with the word. */
function textEnd(line: string, cursor: number, quote: string): number {
  let at = cursor;
  while (at < line.length && line.charAt(at) !== quote) {
    if (',[]'.includes(line.charAt(at))) return wordEnd(line, cursor);
    at += line.charAt(at) === '\\' ? 2 : 1;
  }
  return at < line.length ? at + 1 : wordEnd(line, cursor);
}

/** The end of an element that starts at `first`; the cursor is before it, in it, or at its end. */
function bareEnd(line: string, first: number, cursor: number): number {
  if (first >= cursor && isQuote(line.charAt(first))) {
    return textEnd(line, first + 1, closingOf(line.charAt(first)));
  }
  const from = Math.max(first, cursor);
  const end = wordEnd(line, from);
  return end > first && isQuote(line.charAt(end)) ? end + 1 : end;
}

function delimiterAt(line: string, start: number): number {
  let at = start;
  while (at < line.length && !'=:'.includes(line.charAt(at))) at++;
  return at;
}

function wordEnd(line: string, start: number): number {
  let at = start;
  while (at < line.length && /[\w.+~-]/.test(line.charAt(at))) at++;
  return at;
}

function isQuote(unit: string): boolean {
  return unit === '"' || unit === "'" || (unit >= '\u2018' && unit <= '\u201f');
}

function closingOf(quote: string): string {
  if (quote === '\u2018') return '\u2019';
  return quote === '\u201c' ? '\u201d' : quote;
}
