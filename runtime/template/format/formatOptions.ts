/** How declarations are written; the stock templates have `NAME=["type",argument]`. */
export interface FormatStyle {
  /** `NAME = [...]`; off when absent. */
  readonly spaceAroundEquals?: boolean;
  /** `["int", 1]`; off when absent. */
  readonly spaceAfterComma?: boolean;
}

/** What a formatted template looks like. */
export interface FormatOptions extends FormatStyle {
  /** Whether the last line gets a line end; on when absent. */
  readonly insertFinalNewline?: boolean;
  /** Whether blank lines at the end of the file go; on when absent. */
  readonly trimFinalNewlines?: boolean;
}
