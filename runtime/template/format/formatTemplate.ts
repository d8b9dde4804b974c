import type { TemplateEdit } from '../actions/templateAction.ts';
import type { PlacedBlock } from '../model/templateBlock.ts';
import type { TemplateModel } from '../model/templateModel.ts';
import type { TemplateSpan } from '../model/templateSpan.ts';
import { blockLayout, referencesOf } from './blockLayout.ts';
import { errorLines } from './errorLines.ts';
import type { FormatOptions } from './formatOptions.ts';
import type { LineRun } from './wholeLines.ts';
import { removedLines, wholeLineEdits } from './wholeLines.ts';

/**
 * The changes of blanks that bring a template, or the lines of a range, into the usual form. Nothing
 * else changes: comments and variables stay where they are, texts keep their blanks, and lines with
 * errors or further lines of a value are not touched at all.
 */
export function formatTemplate(
  model: TemplateModel,
  options: FormatOptions = {},
  range?: TemplateSpan,
): readonly TemplateEdit[] {
  const lines = linesOf(model, range);
  if (lines.first >= model.lineCount) return [];
  const wholeLines = wholeLineEdits(model, options, lines);
  const untouched = new Set([...errorLines(model), ...removedLines(wholeLines)]);
  const pasted = new Set(model.blocks.flatMap(({ block }) => referencesOf(block)));
  const inLines = model.blocks
    .filter((placed) => overlaps(placed, lines))
    .flatMap((placed) => blockEdits(placed, { lines, options, untouched, pasted }));
  return [...inLines, ...wholeLines].sort(byPlace);
}

interface Request {
  readonly lines: LineRun;
  readonly options: FormatOptions;
  readonly untouched: ReadonlySet<number>;
  /** Variables that others refer to: their text must stay as it is. */
  readonly pasted: ReadonlySet<string>;
}

/** A range that ends before the first unit of a line does not mean that line. */
function linesOf(model: TemplateModel, range: TemplateSpan | undefined): LineRun {
  if (!range) return { first: 0, last: model.lineCount - 1 };
  const { start, end } = range;
  const isBeforeLine = end.character === 0 && end.line > start.line;
  return { first: start.line, last: isBeforeLine ? end.line - 1 : end.line };
}

function overlaps({ block, firstLine }: PlacedBlock, { first, last }: LineRun): boolean {
  return firstLine <= last && first <= firstLine + block.lineEnds;
}

function blockEdits({ block, firstLine }: PlacedBlock, request: Request): readonly TemplateEdit[] {
  const { lines, options, untouched, pasted } = request;
  const edits: TemplateEdit[] = [];
  for (const { line, lastLine, start, end, text, value } of blockLayout(block, options)) {
    const place = firstLine + line;
    if (place < lines.first || place > lines.last) continue;
    if (value !== undefined && pasted.has(value)) continue;
    if (hasSome(untouched, place, firstLine + lastLine)) continue;
    edits.push({
      start: { line: place, character: start },
      end: { line: place, character: end },
      text,
    });
  }
  return edits;
}

function hasSome(lines: ReadonlySet<number>, first: number, last: number): boolean {
  for (let line = first; line <= last; line++) if (lines.has(line)) return true;
  return false;
}

function byPlace(one: TemplateEdit, other: TemplateEdit): number {
  return one.start.line - other.start.line || one.start.character - other.start.character;
}
