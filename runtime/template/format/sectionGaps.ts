import { blockEnd } from '../folding/blockEnd.ts';
import { perBlock } from '../model/perBlock.ts';
import type { TemplateBlock } from '../model/templateBlock.ts';
import { readValue } from '../rules/valueRules.ts';
import { isBlankText } from './blankText.ts';

/** The blank lines `[first, end)` above the next header and its comments, maybe none. */
export interface SectionGap {
  readonly first: number;
  readonly end: number;
  /** The line end of the line above them. */
  readonly lineEnd: string;
}

/**
 * The gap at the end of a block that another header follows; undefined where no section ends there, or
 * where the header may really be the rest of an unfinished value.
 */
export const sectionGap = perBlock((block: TemplateBlock): SectionGap | undefined => {
  if (!block.document.sections.some(({ header }) => header) || !isFinished(block)) return undefined;
  const end = blockEnd(block).nextComments;
  const first = firstBlankLine(block, end);
  if (hasLoneReturn(block, first - 1, end)) return undefined;
  return { first, end, lineEnd: lineEndOf(block, first - 1) };
});

/** Whether a block starts with a header; one that is not closed may be a piece of a value. */
export const startsSection = perBlock(
  ({ document }: TemplateBlock): boolean => document.sections[0]?.header?.closed === true,
);

/** The first of the blank lines right above a line of the block. */
export function firstBlankLine(block: TemplateBlock, end: number): number {
  let first = end;
  while (first > 0 && isBlankText(block.lineText(first - 1))) first--;
  return first;
}

/** Whether some of the lines `[from, to)` ends in a carriage return alone. */
export function hasLoneReturn(block: TemplateBlock, from: number, to: number): boolean {
  for (let line = Math.max(from, 0); line < to; line++) {
    if (lineEndOf(block, line) === '\r') return true;
  }
  return false;
}

/** The line end of a block's line. */
export function lineEndOf(block: TemplateBlock, line: number): string {
  const { starts, ends } = block.lines;
  return block.text.slice(ends[line] ?? block.text.length, starts[line + 1] ?? block.text.length);
}

function isFinished({ document, readings }: TemplateBlock): boolean {
  const section = document.sections.at(-1);
  if (section?.unparsed.some(({ line }) => line === section.lastLine)) return false;
  const entry = readings.at(-1)?.entries.at(-1);
  if (!entry) return true;
  const value = readValue(entry);
  return value.kind === 'text' || (value.kind === 'array' && value.array.isClosed);
}
