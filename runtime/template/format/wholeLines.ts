import type { TemplateEdit } from '../actions/templateAction.ts';
import type { PlacedBlock } from '../model/templateBlock.ts';
import type { TemplateModel } from '../model/templateModel.ts';
import type { FormatOptions } from './formatOptions.ts';
import {
  firstBlankLine,
  hasLoneReturn,
  lineEndOf,
  sectionGap,
  startsSection,
} from './sectionGaps.ts';

/** Lines of a file, the last one included. */
export interface LineRun {
  readonly first: number;
  readonly last: number;
}

/** Adds and takes out blank lines, inside the lines asked for: between sections and at the end. */
export function wholeLineEdits(
  model: TemplateModel,
  options: FormatOptions,
  lines: LineRun,
): readonly TemplateEdit[] {
  const followed = model.blocks.slice(0, -1);
  return [
    ...followed.flatMap((placed, index) => gapEdits(placed, model.blocks[index + 1], lines)),
    ...fileEndEdits(model, options, lines),
  ];
}

/** The lines that some edits take out, in part or as a whole. */
export function removedLines(edits: readonly TemplateEdit[]): ReadonlySet<number> {
  const removed = new Set<number>();
  for (const { start, end } of edits) {
    for (let line = start.line; line < end.line; line++) removed.add(line);
    if (end.character > 0 && start.character === 0) removed.add(end.line);
  }
  return removed;
}

/** One blank line ends a section. */
function gapEdits(
  { block, firstLine }: PlacedBlock,
  next: PlacedBlock | undefined,
  lines: LineRun,
): readonly TemplateEdit[] {
  const gap = sectionGap(block);
  if (!gap || !next || !startsSection(next.block)) return [];
  const place = { line: firstLine + gap.first, character: 0 };
  if (gap.first === gap.end) {
    const isAsked = lines.first <= place.line && place.line <= lines.last;
    return isAsked ? [{ start: place, end: place, text: gap.lineEnd }] : [];
  }
  const first = Math.max(place.line + 1, lines.first);
  const end = Math.min(firstLine + gap.end, lines.last + 1);
  if (first >= end) return [];
  return [{ start: { line: first, character: 0 }, end: { line: end, character: 0 }, text: '' }];
}

function fileEndEdits(
  model: TemplateModel,
  options: FormatOptions,
  lines: LineRun,
): readonly TemplateEdit[] {
  const placed = model.blocks.at(-1);
  if (!placed) return [];
  const { block, firstLine } = placed;
  const lastLine = model.lineCount - 1;
  const blank = firstBlankLine(block, block.lineEnds + 1);
  if (firstLine + blank > lastLine) {
    if (options.insertFinalNewline === false || lines.last < lastLine) return [];
    const end = { line: lastLine, character: model.lineText(lastLine).length };
    return [{ start: end, end, text: usualLineEnd(model) }];
  }
  if (options.trimFinalNewlines === false || hasLoneReturn(block, blank - 1, block.lineEnds)) {
    return [];
  }
  const start = { line: Math.max(firstLine + blank, lines.first), character: 0 };
  const end =
    lines.last < lastLine
      ? { line: lines.last + 1, character: 0 }
      : { line: lastLine, character: model.lineText(lastLine).length };
  const isEmpty = start.line > end.line || (start.line === end.line && end.character === 0);
  return isEmpty ? [] : [{ start, end, text: '' }];
}

/** That of the line above, which the file's last line has none of. */
function usualLineEnd({ blocks }: TemplateModel): string {
  const last = blocks.at(-1)?.block;
  const above = last && last.lineEnds > 0 ? last : blocks.at(-2)?.block;
  const lineEnd = above ? lineEndOf(above, above.lineEnds - 1) : '';
  return lineEnd === '\r\n' ? lineEnd : '\n';
}
