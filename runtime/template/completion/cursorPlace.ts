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
  | { readonly place: 'name'; readonly token: LineStretch }
  | { readonly place: 'value'; readonly name: string; readonly token: LineStretch }
  | ({ readonly place: 'argument'; readonly name: string } & CursorArgument);

/** The element of an array that the cursor stands in. */
export interface CursorArgument {
  readonly index: number;
  /** The whole element, its quotes included. */
  readonly token: LineStretch;
  readonly isInText: boolean;
  /** The text between the bracket and the first comma. */
  readonly typeText: string;
  /** What follows the element: another one, the end of the array, or nothing. */
  readonly next: ',' | ']' | '';
  /** The element after this one as written, for an intrange its range. */
  readonly nextText: string;
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

function headerPlace(line: string, start: number, cursor: number): CursorPlace {
  const close = line.indexOf(']', start);
  const isClosed = close !== -1;
  if (cursor <= start || (isClosed && cursor > close)) return nothing;
  const end = isClosed ? close : Math.max(cursor, line.trimEnd().length);
  return { place: 'header', token: { start: start + 1, end }, isClosed };
}

/** Only a name that nothing follows yet: a finished line needs no proposals. */
function namePlace(line: string, start: number, cursor: number, delimiter: number): CursorPlace {
  if (delimiter < line.length || wordEnd(line, cursor) < line.trimEnd().length) return nothing;
  const from = Math.min(start, cursor);
  if (line.slice(from, cursor).includes(' ')) return nothing;
  return { place: 'name', token: { start: from, end: wordEnd(line, cursor) } };
}

function argumentPlace(line: string, open: number, cursor: number, name: string): CursorPlace {
  if (cursor <= open) return nothing;
  const reached = walkTo(line, open, cursor);
  if (!reached) return nothing;
  const { index, isInText } = reached;
  const start = Math.min(skipBlanks(line, reached.start, line.length), cursor);
  const end = isInText ? textEnd(line, cursor) : wordEnd(line, cursor);
  const after = skipBlanks(line, end, line.length);
  const next = line.charAt(after);
  const typeEnd = index === 0 ? end : reached.firstComma;
  return {
    place: 'argument',
    name,
    index,
    isInText,
    token: { start, end },
    typeText: line.slice(open + 1, typeEnd).trim(),
    next: next === ',' || next === ']' ? next : '',
    nextText: next === ',' ? elementText(line, after + 1) : '',
  };
}

interface Reached {
  readonly index: number;
  /** After the bracket or comma before the element. */
  readonly start: number;
  readonly firstComma: number;
  readonly isInText: boolean;
}

/** Counts the commas up to the cursor, those in texts left out. */
function walkTo(line: string, open: number, cursor: number): Reached | undefined {
  let [index, start, firstComma, isInText] = [0, open + 1, cursor, false];
  for (let at = open + 1; at < cursor; at++) {
    const unit = line.charAt(at);
    if (unit === '"') isInText = !isInText;
    else if (isInText) at += unit === '\\' ? 1 : 0;
    else if ('[]{}'.includes(unit)) return undefined;
    else if (unit === ',') {
      if (index === 0) firstComma = at;
      index++;
      start = at + 1;
    }
  }
  return { index, start, firstComma, isInText };
}

/** The end of a text that the cursor is in; an unclosed one ends with the word. */
function textEnd(line: string, cursor: number): number {
  const quote = line.indexOf('"', cursor);
  if (quote === -1) return wordEnd(line, cursor);
  const rest = line.slice(cursor, quote);
  return /[,[\]]/.test(rest) ? wordEnd(line, cursor) : quote + 1;
}

function elementText(line: string, start: number): string {
  let end = start;
  while (end < line.length && !',]'.includes(line.charAt(end))) end++;
  return line.slice(start, end).trim();
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
