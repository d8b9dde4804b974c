import type { IniPosition } from '../../ini/index.ts';
import { offsetAt, readLineTable } from '../../ini/index.ts';
import type { TemplateKind } from '../templateKind.ts';
import { templateKind } from '../templateKind.ts';
import { splitBlocks } from './splitBlocks.ts';
import type { PlacedBlock, TemplateBlock } from './templateBlock.ts';

/** A change of a text, as editors tell it; the range may span lines. */
export interface TemplateChange {
  readonly start: IniPosition;
  readonly end: IniPosition;
  readonly text: string;
}

/** A template as a row of blocks. It never changes: an edit makes a new one that shares most blocks. */
export class TemplateModel {
  /** Its path, with `/` or `\`; only the last folders matter. */
  readonly file: string;
  readonly kind: TemplateKind;
  readonly blocks: readonly PlacedBlock[];
  /** At least one. */
  readonly lineCount: number;

  constructor(file: string, blocks: readonly PlacedBlock[]) {
    this.file = file;
    this.kind = templateKind(file);
    this.blocks = blocks;
    this.lineCount = lineAfter(blocks.at(-1)) + 1;
  }

  get text(): string {
    return this.blocks.map(({ block }) => block.text).join('');
  }

  /** The block of a line; lines outside the file belong to the nearest block. */
  blockAt(line: number): PlacedBlock {
    const found = this.blocks[this.#indexAt(line)];
    if (!found) throw new RangeError('A template has at least one block.');
    return found;
  }

  /** The content of a line, without the line end; empty for lines that there are not. */
  lineText(line: number): string {
    const { block, firstLine } = this.blockAt(line);
    return block.lineText(line - firstLine);
  }

  /** The template after a change; only the blocks that it touches are read again. */
  change({ start, end, text }: TemplateChange): TemplateModel {
    let first = this.#indexAt(start.line);
    const last = this.#indexAt(end.line);
    // What comes before a header may turn it into something else.
    if (first > 0 && this.blocks[first]?.firstLine === start.line) first--;
    const touched = this.blocks.slice(first, last + 1).map(({ block }) => block);
    const changed = touched.map((block) => block.text).join('');
    const from = this.#offsetIn(first, changed, start);
    const to = this.#offsetIn(first, changed, end);
    const next = changed.slice(0, from) + text + changed.slice(to);
    const before = this.blocks.slice(0, first);
    const changedTo = placeFrom(lineAfter(before.at(-1)), splitBlocks(next));
    return new TemplateModel(this.file, [
      ...before,
      ...changedTo,
      ...moveTo(lineAfter(changedTo.at(-1)), this.blocks.slice(last + 1)),
    ]);
  }

  #offsetIn(first: number, text: string, { line, character }: IniPosition): number {
    const firstLine = this.blocks[first]?.firstLine ?? 0;
    return offsetAt(readLineTable(text), { line: line - firstLine, character });
  }

  #indexAt(line: number): number {
    let low = 0;
    let high = this.blocks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.blocks[middle]?.firstLine ?? 0) <= line) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}

/** A text as a model. */
export function readTemplate(text: string, file: string): TemplateModel {
  return new TemplateModel(file, placeFrom(0, splitBlocks(text)));
}

function lineAfter(last: PlacedBlock | undefined): number {
  return last ? last.firstLine + last.block.lineEnds : 0;
}

function placeFrom(line: number, blocks: readonly TemplateBlock[]): readonly PlacedBlock[] {
  let firstLine = line;
  return blocks.map((block) => {
    const placed = { block, firstLine };
    firstLine += block.lineEnds;
    return placed;
  });
}

/** Nothing moves while somebody types in a line. */
function moveTo(line: number, blocks: readonly PlacedBlock[]): readonly PlacedBlock[] {
  const lines = line - (blocks[0]?.firstLine ?? line);
  if (lines === 0) return blocks;
  return blocks.map(({ block, firstLine }) => ({ block, firstLine: firstLine + lines }));
}
