import { perBlock, placedPerBlock } from '../model/perBlock.ts';
import type { PlacedBlock, TemplateBlock } from '../model/templateBlock.ts';
import type { TemplateModel } from '../model/templateModel.ts';
import { blockEnd } from './blockEnd.ts';
import { regionMarker } from './regionMarker.ts';

/** Lines that can be folded into the first of them. */
export interface FoldingRange {
  readonly kind: 'section' | 'comment' | 'region' | 'value';
  readonly startLine: number;
  /** Included. */
  readonly endLine: number;
}

/** What can be folded: sections, comments of several lines, regions, values of several lines. */
export function foldingRanges(model: TemplateModel): readonly FoldingRange[] {
  const { blocks } = model;
  const inBlocks = blocks.flatMap((placed, index) => {
    const isLast = index === blocks.length - 1;
    return isLast ? finalFolds(placed) : followedFolds(placed);
  });
  return [...inBlocks, ...regions(blocks)].sort(byPlace);
}

const followedFolds = placedPerBlock(
  (block) => blockFolds(block, blockEnd(block).followed),
  moveFold,
);
const finalFolds = placedPerBlock((block) => blockFolds(block, blockEnd(block).final), moveFold);

function moveFold({ kind, startLine, endLine }: FoldingRange, lines: number): FoldingRange {
  return { kind, startLine: startLine + lines, endLine: endLine + lines };
}

function blockFolds(block: TemplateBlock, lastLine: number): readonly FoldingRange[] {
  const { sections } = block.document;
  const folds: FoldingRange[] = [];
  const add = (kind: FoldingRange['kind'], startLine: number, endLine: number) => {
    if (startLine < endLine) folds.push({ kind, startLine, endLine });
  };
  for (const [index, { header, lastLine: ownEnd }] of sections.entries()) {
    const endLine = index === sections.length - 1 ? lastLine : ownEnd;
    if (header) add('section', header.range.line, endLine);
    for (const { nameRange, parts } of block.readings[index]?.entries ?? []) {
      const lastPart = parts.findLast((part) => part.start < part.end);
      add('value', nameRange.line, lastPart?.line ?? nameRange.line);
    }
  }
  for (const { first, last } of commentRuns(block)) add('comment', first, last);
  return folds;
}

/** Lines that mark regions belong to no run. */
function commentRuns({ document }: TemplateBlock): readonly { first: number; last: number }[] {
  const runs: { first: number; last: number }[] = [];
  for (const { range } of document.comments) {
    if (regionMarker(document.textOf(range))) continue;
    const run = runs.at(-1);
    if (run?.last === range.line - 1) run.last = range.line;
    else runs.push({ first: range.line, last: range.line });
  }
  return runs;
}

const markersOf = perBlock(({ document }) =>
  document.comments.flatMap(({ range }) => {
    const marker = regionMarker(document.textOf(range));
    return marker ? [{ line: range.line, marker }] : [];
  }),
);

function regions(blocks: readonly PlacedBlock[]): readonly FoldingRange[] {
  const open: number[] = [];
  const folds: FoldingRange[] = [];
  for (const { block, firstLine } of blocks) {
    for (const { line, marker } of markersOf(block)) {
      if (marker === 'start') open.push(firstLine + line);
      else {
        const startLine = open.pop();
        if (startLine !== undefined) {
          folds.push({ kind: 'region', startLine, endLine: firstLine + line });
        }
      }
    }
  }
  return folds;
}

/** By line, the longer one first. */
function byPlace(one: FoldingRange, other: FoldingRange): number {
  return one.startLine - other.startLine || other.endLine - one.endLine;
}
