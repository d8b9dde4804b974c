import { skipBlanks, trimBlanks } from './blank.ts';
import { IniDocument } from './iniDocument.ts';
import type { IniComment, IniHeader, IniOption, IniRange, IniSection } from './iniModel.ts';
import type { LineTable } from './lineTable.ts';
import { readLineTable } from './lineTable.ts';

const byteOrderMark = 0xfeff;
const hash = 0x23;
const semicolon = 0x3b;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const colon = 0x3a;
const equals = 0x3d;

/**
 * Reads any text the way Python 3's ConfigParser does, and goes on where Python gives up:
 * repeated sections are merged, the last option of a name wins, lines without meaning are kept aside.
 */
export function parseIni(text: string): IniDocument {
  const lines = readLineTable(text);
  const { sections, comments } = new Reader(text, lines).read();
  return new IniDocument({ text, lines, sections, comments });
}

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

interface OpenSection extends Mutable<IniSection> {
  readonly options: IniOption[];
  readonly unparsed: IniRange[];
}

interface OpenOption extends Mutable<IniOption> {
  readonly continuation: IniRange[];
}

class Reader {
  readonly #text: string;
  readonly #lines: LineTable;
  readonly #sections: OpenSection[] = [];
  readonly #comments: IniComment[] = [];
  #section: OpenSection | undefined;
  #option: OpenOption | undefined;
  /** Blank lines that belong to the value if a continuation line follows. */
  #blanks: IniRange[] = [];
  /** The indent of the last header or option: deeper lines continue its value. */
  #indent = 0;
  #line = 0;
  #lineStart = 0;

  constructor(text: string, lines: LineTable) {
    this.#text = text;
    this.#lines = lines;
  }

  read(): { sections: readonly IniSection[]; comments: readonly IniComment[] } {
    const { starts, ends } = this.#lines;
    for (this.#line = 0; this.#line < starts.length; this.#line++) {
      this.#lineStart = starts[this.#line] ?? 0;
      this.#readLine(this.#lineStart, ends[this.#line] ?? 0);
    }
    this.#closeOption();
    return { sections: this.#sections, comments: this.#comments };
  }

  #readLine(lineStart: number, lineEnd: number): void {
    const isFirst = this.#line === 0;
    const origin =
      isFirst && this.#text.charCodeAt(0) === byteOrderMark ? lineStart + 1 : lineStart;
    const end = trimBlanks(this.#text, origin, lineEnd);
    if (end === origin) {
      if (this.#option) this.#blanks.push(this.#range(origin, origin));
      return;
    }
    const start = skipBlanks(this.#text, origin, end);
    const first = this.#text.charCodeAt(start);
    if (first === hash || first === semicolon) {
      this.#comments.push({ range: this.#range(start, end), indented: start > origin });
      return;
    }
    const indent = start - origin;
    if (this.#option && indent > this.#indent) {
      this.#continueValue(this.#option, this.#range(start, end));
      return;
    }
    this.#closeOption();
    this.#indent = indent;
    if (first === openBracket) this.#openSection(start, end);
    else this.#openOption(start, end);
  }

  #continueValue(option: OpenOption, range: IniRange): void {
    for (const blank of this.#blanks) option.continuation.push(blank);
    option.continuation.push(range);
    this.#blanks = [];
    this.#touch();
  }

  /** The value is joined once, at its end: joining line by line would be quadratic. */
  #closeOption(): void {
    const option = this.#option;
    if (option && option.continuation.length > 0) {
      const parts = [option.valueRange, ...option.continuation];
      option.value = parts.map((part) => this.#text.slice(part.start, part.end)).join('\n');
    }
    this.#option = undefined;
    this.#blanks = [];
  }

  #openSection(start: number, end: number): void {
    const close = findCode(this.#text, closeBracket, start, end);
    const closed = close < end;
    const name = this.#range(start + 1, close);
    const trailingStart = closed ? skipBlanks(this.#text, close + 1, end) : end;
    const header: IniHeader = {
      range: this.#range(start, closed ? close + 1 : end),
      name,
      closed,
      indented: this.#indent > 0,
      trailing: trailingStart < end ? this.#range(trailingStart, end) : undefined,
    };
    this.#addSection(this.#text.slice(name.start, name.end), header);
  }

  #addSection(name: string, header: IniHeader | undefined): OpenSection {
    const section: OpenSection = {
      name,
      header,
      options: [],
      unparsed: [],
      lastLine: this.#line,
    };
    this.#sections.push(section);
    this.#section = section;
    return section;
  }

  #openOption(start: number, end: number): void {
    const section = this.#section ?? this.#addSection('', undefined);
    this.#touch();
    const delimiter = findDelimiter(this.#text, start, end);
    if (delimiter === end || delimiter === start) {
      section.unparsed.push(this.#range(start, end));
      return;
    }
    const nameEnd = trimBlanks(this.#text, start, delimiter);
    const name = this.#text.slice(start, nameEnd);
    const valueStart = skipBlanks(this.#text, delimiter + 1, end);
    const option: OpenOption = {
      name,
      key: name.toLowerCase(),
      value: this.#text.slice(valueStart, end),
      nameRange: this.#range(start, nameEnd),
      delimiter: this.#range(delimiter, delimiter + 1),
      valueRange: this.#range(valueStart, end),
      continuation: [],
      indent: this.#indent,
    };
    section.options.push(option);
    this.#option = option;
  }

  #touch(): void {
    if (this.#section) this.#section.lastLine = this.#line;
  }

  #range(start: number, end: number): IniRange {
    return { start, end, line: this.#line, character: start - this.#lineStart };
  }
}

function findDelimiter(text: string, start: number, end: number): number {
  let at = start;
  while (at < end && !isDelimiter(text.charCodeAt(at))) at++;
  return at;
}

function isDelimiter(code: number): boolean {
  return code === equals || code === colon;
}

/** Bounded, unlike `indexOf`, which would make many unclosed headers quadratic. */
function findCode(text: string, code: number, start: number, end: number): number {
  let at = start;
  while (at < end && text.charCodeAt(at) !== code) at++;
  return at;
}
