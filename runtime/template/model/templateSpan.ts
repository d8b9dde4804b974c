import type { IniPosition, IniRange } from '../../ini/index.ts';
import type { TemplateBlock } from './templateBlock.ts';

/** From `start` up to, not including, `end`; it may go over several lines. */
export interface TemplateSpan {
  readonly start: IniPosition;
  readonly end: IniPosition;
}

/** The place of a range, counted from the same line. */
export function toSpan({ line, character, start, end }: IniRange): TemplateSpan {
  return { start: { line, character }, end: { line, character: character + end - start } };
}

/** A span some lines further down. */
export function moveSpan({ start, end }: TemplateSpan, lines: number): TemplateSpan {
  return {
    start: { line: start.line + lines, character: start.character },
    end: { line: end.line + lines, character: end.character },
  };
}

/** The place after the last unit of a block's line. */
export function lineEndIn(block: TemplateBlock, line: number): IniPosition {
  const { starts, ends } = block.lines;
  return { line, character: (ends[line] ?? 0) - (starts[line] ?? 0) };
}

/** Whether a place is before another one. */
export function isBefore(one: IniPosition, other: IniPosition): boolean {
  return one.line < other.line || (one.line === other.line && one.character < other.character);
}
