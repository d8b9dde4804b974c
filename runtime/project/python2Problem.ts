import { findPython2Library } from './findPython2Library.ts';
import { findPython2Syntax } from './findPython2Syntax.ts';
import { scanPython } from './scanPython.ts';

/** Where a Python text is certainly Python 2, and how to write it now. */
export interface Python2Problem {
  /** 1-based, as is the column. */
  readonly line: number;
  readonly column: number;
  /** What stands there and its form in Python 3, e.g. `“<>” is Python 2. Write “!=”.` */
  readonly message: string;
}

/**
 * Why a Python text cannot run under Python 3: the first line that it cannot read, else the first
 * use of what it no longer has. Code that runs under both has nothing of the kind.
 */
export function python2Problem(text: string): Python2Problem | undefined {
  const lines = scanPython(text);
  return findPython2Syntax(text, lines) ?? findPython2Library(lines);
}
