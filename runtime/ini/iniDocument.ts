import type {
  IniComment,
  IniLineEnd,
  IniOption,
  IniPosition,
  IniProblem,
  IniRange,
  IniSection,
} from './iniModel.ts';
import { findHeaderProblems, findProblems } from './findProblems.ts';
import type { LineTable } from './lineTable.ts';
import { offsetAt, positionAt } from './lineTable.ts';

/** The name of the section whose options every other section inherits. */
export const defaultSectionName = 'DEFAULT';

/** What a document is made of. */
export interface IniParts {
  readonly text: string;
  readonly lines: LineTable;
  readonly sections: readonly IniSection[];
  readonly comments: readonly IniComment[];
}

/** An ini text with the place of everything in it, and Python's rules for looking values up. */
export class IniDocument {
  readonly text: string;
  readonly lines: LineTable;
  /** Every header in order; a first section without header holds what precedes the first one. */
  readonly sections: readonly IniSection[];
  readonly comments: readonly IniComment[];
  /** Looked for on the first question: many readers only want values. */
  #problems: readonly IniProblem[] | undefined;
  /** Built on the first look-up: many readers only want positions. */
  #index: ReadonlyMap<string, ReadonlyMap<string, IniOption>> | undefined;

  constructor(parts: IniParts) {
    this.text = parts.text;
    this.lines = parts.lines;
    this.sections = parts.sections;
    this.comments = parts.comments;
  }

  /** What Python would refuse or read differently, in order of place. */
  get problems(): readonly IniProblem[] {
    this.#problems ??= findProblems(this.text, this.sections);
    return this.#problems;
  }

  /** Those of the problems that a header, or its lack of something, has whatever else there is. */
  headerProblems(): readonly IniProblem[] {
    return findHeaderProblems(this.text, this.sections);
  }

  /** The line end that a new line in this text should have. */
  get lineEnd(): IniLineEnd {
    return this.lines.lineEnd;
  }

  /** The names of the sections in order, each once, without DEFAULT. */
  sectionNames(): readonly string[] {
    return [...this.#sections().keys()].filter((name) => name !== defaultSectionName);
  }

  hasSection(section: string): boolean {
    return this.#sections().has(section);
  }

  /** The effective option: the last of that name in all sections of that name, else DEFAULT's. */
  option(section: string, name: string): IniOption | undefined {
    const key = name.toLowerCase();
    const own = this.#sections().get(section);
    return own && (own.get(key) ?? this.#sections().get(defaultSectionName)?.get(key));
  }

  /** The effective options of a section by lower-case name, those of DEFAULT included. */
  options(section: string): ReadonlyMap<string, IniOption> {
    const own = this.#sections().get(section);
    if (!own) return new Map();
    return new Map([...(this.#sections().get(defaultSectionName) ?? []), ...own]);
  }

  /** The raw text of an option, not interpolated. */
  get(section: string, name: string): string | undefined {
    return this.option(section, name)?.value;
  }

  positionAt(offset: number): IniPosition {
    return positionAt(this.lines, offset);
  }

  offsetAt(position: IniPosition): number {
    return offsetAt(this.lines, position);
  }

  /** The text of a range. */
  textOf(range: IniRange): string {
    return this.text.slice(range.start, range.end);
  }

  #sections(): ReadonlyMap<string, ReadonlyMap<string, IniOption>> {
    this.#index ??= indexSections(this.sections);
    return this.#index;
  }
}

function indexSections(sections: readonly IniSection[]): Map<string, Map<string, IniOption>> {
  const index = new Map<string, Map<string, IniOption>>();
  for (const section of sections) {
    if (!section.header) continue;
    const options = index.get(section.name) ?? new Map<string, IniOption>();
    index.set(section.name, options);
    for (const option of section.options) options.set(option.key, option);
  }
  return index;
}
