import type { TypeArgument } from '../valueTypes.ts';
import type { LineStretch } from './cursorPlace.ts';
import { literalSnippet } from './snippet.ts';
import type { Proposal } from './proposal.ts';

/** `~~name~~` and `~~HOME~~`, inside a text that is begun. */
export function proposePlaceholder(
  line: string,
  position: number,
  { kind, name }: TypeArgument,
  text: LineStretch,
): Proposal | undefined {
  const token = placeholderToken(line, position);
  const isEmpty = /^.?["'\u2019\u201d]?$/.test(line.slice(text.start, text.end));
  const isBegun = token.start < token.end;
  if (kind === 'url' && (isBegun || !isEmpty)) {
    return placeholder('~~name~~', name, 'Stands for the name of the entry.', token);
  }
  if (kind !== 'string' || !isBegun) return undefined;
  return placeholder('~~HOME~~', name, 'Stands for the folder of the project.', token);
}

function placeholder(
  label: string,
  detail: string,
  documentation: string,
  token: LineStretch,
): Proposal {
  const snippet = literalSnippet(label);
  return {
    label,
    kind: 'value',
    detail,
    documentation,
    snippet,
    filterText: label,
    token,
    isPreselected: false,
  };
}

/** The placeholder that the cursor is in or behind, from its first `~`; empty where there is none. */
export function placeholderToken(line: string, position: number): LineStretch {
  let start = position;
  while (start > 0 && /\w/.test(line.charAt(start - 1))) start--;
  if (line.charAt(start - 1) !== '~') return { start: position, end: position };
  const tildes = tildesBefore(line, start);
  if (closesPlaceholder(line, start - tildes)) return { start: position, end: position };
  let end = position;
  while (/\w/.test(line.charAt(end))) end++;
  for (let left = 2; left > 0 && line.charAt(end) === '~'; left--) end++;
  return { start: start - tildes, end };
}

function tildesBefore(line: string, at: number): number {
  return line.slice(Math.max(0, at - 2), at) === '~~' ? 2 : 1;
}

/** Whether the tildes at an offset end a placeholder that is whole. */
function closesPlaceholder(line: string, at: number): boolean {
  let start = at;
  while (start > 0 && /\w/.test(line.charAt(start - 1))) start--;
  return start < at && line.slice(Math.max(0, start - 2), start) === '~~';
}
