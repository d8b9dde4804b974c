/** Where a Python text is certainly Python 2, and how to write it now. */
export interface Python2Problem {
  /** 1-based, as is the column. */
  readonly line: number;
  readonly column: number;
  /** What stands there and its form in Python 3, e.g. `“<>” is Python 2. Write “!=”.` */
  readonly message: string;
}
