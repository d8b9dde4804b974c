import type { IniDocument, LineTable } from '../../ini/index.ts';
import { parseIni } from '../../ini/index.ts';
import type { OptionReading } from '../templateEntry.ts';
import { readEntries } from '../templateEntry.ts';
import type { BlockState } from './blockState.ts';

/** Where in a longer text a block stands. */
export interface BlockSource {
  readonly source: string;
  readonly start: number;
  readonly end: number;
}

/**
 * A piece of a template that can be read alone: a header in the first column and all up to the next
 * one, or what precedes the first. Offsets and lines in it are its own, both counted from zero.
 */
export class TemplateBlock implements BlockSource {
  /** Nothing is cut out of it before somebody asks: most blocks are only ever scanned. */
  readonly source: string;
  readonly start: number;
  readonly end: number;
  /** Line ends in `text`: the lines up to the next block. */
  readonly lineEnds: number;
  /** What validation knows of it: kept here since weak maps cost more than most blocks take to check. */
  state: BlockState | undefined;
  #text: string | undefined;
  #document: IniDocument | undefined;
  #readings: readonly OptionReading[] | undefined;

  constructor(source: string, start: number, end: number, lineEnds: number) {
    this.source = source;
    this.start = start;
    this.end = end;
    this.lineEnds = lineEnds;
  }

  get text(): string {
    this.#text ??= this.source.slice(this.start, this.end);
    return this.#text;
  }

  get document(): IniDocument {
    this.#document ??= parseIni(this.text);
    return this.#document;
  }

  get lines(): LineTable {
    return this.document.lines;
  }

  /** The declarations of each section of `document`; more than one where headers are indented. */
  get readings(): readonly OptionReading[] {
    const { document } = this;
    this.#readings ??= document.sections.map((section) => readEntries(document, section));
    return this.#readings;
  }

  /** The content of one of its lines, without the line end. */
  lineText(line: number): string {
    const { starts, ends } = this.lines;
    return this.text.slice(starts[line] ?? this.text.length, ends[line] ?? this.text.length);
  }
}

/** A block and where it stands. */
export interface PlacedBlock {
  readonly block: TemplateBlock;
  /** The line of the file that is the block's line zero. */
  readonly firstLine: number;
}
