/** A zero-based place in a text; `character` counts UTF-16 units. */
export interface IniPosition {
  readonly line: number;
  readonly character: number;
}

/** A stretch of one line: offsets `[start, end)`, and the place of `start`. */
export interface IniRange {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  readonly character: number;
}

/** The stable names of what can be wrong with an ini text as such. */
export type IniProblemCode =
  | 'bom'
  | 'missing-section-header'
  | 'unclosed-section-header'
  | 'empty-section-name'
  | 'section-extra-bracket'
  | 'duplicate-section'
  | 'missing-delimiter'
  | 'empty-key'
  | 'duplicate-key'
  | 'duplicate-key-case';

/** Something that makes Python refuse the text, or read it differently between versions. */
export interface IniProblem {
  readonly code: IniProblemCode;
  readonly message: string;
  readonly range: IniRange;
  /** The earlier declaration that a repeated one clashes with. */
  readonly related?: IniRange;
}

/** A line that starts with `#` or `;`. */
export interface IniComment {
  readonly range: IniRange;
  /** Python 2 takes an indented comment as part of the value above. */
  readonly indented: boolean;
}

/** The `[name]` line of a section. */
export interface IniHeader {
  /** From the opening to the closing bracket, or to the end of an unclosed header. */
  readonly range: IniRange;
  /** The text between the brackets, blanks included. */
  readonly name: IniRange;
  readonly closed: boolean;
  readonly indented: boolean;
  /** Text after the closing bracket, which every reader ignores. */
  readonly trailing: IniRange | undefined;
}

/** One `name = value` entry with its continuation lines. */
export interface IniOption {
  /** The name as written. */
  readonly name: string;
  /** The lower-case name by which Python and `IniDocument.get` find the option. */
  readonly key: string;
  /** The value as Python reads it: every line stripped, lines joined by `\n`, not interpolated. */
  readonly value: string;
  readonly nameRange: IniRange;
  /** The `=` or `:`. */
  readonly delimiter: IniRange;
  /** The value on the option's own line; empty and at the line's content end when there is none. */
  readonly valueRange: IniRange;
  /** The stripped lines below that continue the value; empty ranges are blank lines inside it. */
  readonly continuation: readonly IniRange[];
  /** Blank units before the name. */
  readonly indent: number;
}

/** One header (or, before the first header, none) and what follows it. */
export interface IniSection {
  readonly name: string;
  readonly header: IniHeader | undefined;
  readonly options: readonly IniOption[];
  /** Lines that are neither header, option, comment nor continuation. */
  readonly unparsed: readonly IniRange[];
  /** The line of the last header, option, continuation or unparsed line. */
  readonly lastLine: number;
}

/** The line ends an ini text may use. */
export type IniLineEnd = '\n' | '\r\n' | '\r';

/** A value that was found, or what stops it from being read. */
export type IniResult<Value, Problem = IniProblem> =
  { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problem: Problem };
