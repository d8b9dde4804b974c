import type { TokenModifier, TokenType } from './semanticToken.ts';

/** Units `[start, end)` of a text in quotes, and what they are. */
export interface StringPiece {
  readonly start: number;
  readonly end: number;
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}

const escapes = /\\(?:["\\/bfnrt]|u[\da-fA-F]{4})|\\[^]?|%%|%|~~[A-Za-z]+~~/g;

/**
 * What a text in quotes is made of: escapes, placeholders, all else. What no reader takes, as a lone
 * `%`, is in no piece: the grammar shows it as wrong.
 */
export function stringPieces(quoted: string): readonly StringPiece[] {
  const pieces: StringPiece[] = [];
  let at = 0;
  for (const { 0: found, index } of quoted.matchAll(escapes)) {
    pushText(pieces, at, index);
    at = index + found.length;
    if (found.startsWith('~~'))
      pieces.push({ start: index, end: at, type: 'regexp', modifiers: [] });
    else if (found === '%%' || (found.length !== 1 && isEscape(found))) {
      pieces.push({ start: index, end: at, type: 'string', modifiers: ['escape'] });
    }
  }
  pushText(pieces, at, quoted.length);
  return pieces;
}

/** What the text of a range is made of; undefined when it is none. */
export function rangePieces(quoted: string): readonly StringPiece[] | undefined {
  const found = /^("[ \t]*)(\d+)([ \t]*)-([ \t]*)(\d+)([ \t]*")$/.exec(quoted);
  if (!found) return undefined;
  const [, open = '', low = '', before = '', after = '', high = ''] = found;
  const minus = open.length + low.length + before.length;
  const highStart = minus + 1 + after.length;
  const highEnd = highStart + high.length;
  const pieces: StringPiece[] = [];
  pushText(pieces, 0, open.length);
  pieces.push({ start: open.length, end: open.length + low.length, type: 'number', modifiers: [] });
  pieces.push({ start: minus, end: minus + 1, type: 'operator', modifiers: [] });
  pieces.push({ start: highStart, end: highEnd, type: 'number', modifiers: [] });
  pushText(pieces, highEnd, quoted.length);
  return pieces;
}

function isEscape(text: string): boolean {
  return /^\\(?:["\\/bfnrt]|u[\da-fA-F]{4})$/.test(text);
}

function pushText(pieces: StringPiece[], start: number, end: number): void {
  if (start < end) pieces.push({ start, end, type: 'string', modifiers: [] });
}
