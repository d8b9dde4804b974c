import type { IniLineEnd, IniPosition } from './iniModel.ts';

/** Where the lines of a text start and end. */
export interface LineTable {
  /** The offset of each line's first unit. */
  readonly starts: readonly number[];
  /** The offset after each line's last unit, its line end left out. */
  readonly ends: readonly number[];
  /** The most frequent line end, the first of them where two are equally frequent. */
  readonly lineEnd: IniLineEnd;
}

/** Splits at LF, CRLF and lone CR, like Python's universal newlines. */
export function readLineTable(text: string): LineTable {
  const starts = [0];
  const ends: number[] = [];
  const counts = new Map<IniLineEnd, number>();
  for (let at = 0; at < text.length; at++) {
    const lineEnd = lineEndAt(text, at);
    if (lineEnd === undefined) continue;
    ends.push(at);
    at += lineEnd.length - 1;
    starts.push(at + 1);
    counts.set(lineEnd, (counts.get(lineEnd) ?? 0) + 1);
  }
  ends.push(text.length);
  return { starts, ends, lineEnd: mostFrequent(counts) };
}

/** The line and character of an offset; offsets outside the text are moved to its nearest end. */
export function positionAt(lines: LineTable, offset: number): IniPosition {
  let low = 0;
  let high = lines.starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((lines.starts[middle] ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const length = (lines.ends[low] ?? 0) - (lines.starts[low] ?? 0);
  const character = Math.min(Math.max(offset - (lines.starts[low] ?? 0), 0), length);
  return { line: low, character };
}

/** The offset of a line and character; places outside the text are moved to the nearest inside. */
export function offsetAt(lines: LineTable, position: IniPosition): number {
  const { line, character } = position;
  if (line < 0) return 0;
  const start = lines.starts[line];
  if (start === undefined) return lines.ends.at(-1) ?? 0;
  return Math.min(start + Math.max(character, 0), lines.ends[line] ?? 0);
}

function lineEndAt(text: string, at: number): IniLineEnd | undefined {
  const code = text.charCodeAt(at);
  if (code === 0x0a) return '\n';
  if (code !== 0x0d) return undefined;
  return text.charCodeAt(at + 1) === 0x0a ? '\r\n' : '\r';
}

function mostFrequent(counts: ReadonlyMap<IniLineEnd, number>): IniLineEnd {
  let best: IniLineEnd = '\n';
  for (const [lineEnd, count] of counts) {
    if (count > (counts.get(best) ?? 0)) best = lineEnd;
  }
  return best;
}
