import { findPython2Library } from './findPython2Library.ts';
import { findPython2Syntax } from './findPython2Syntax.ts';
import type { Python2Problem } from './python2Problem.ts';
import { scanPython } from './scanPython.ts';

/**
 * Why a Python text cannot run under Python 3: the first line that it cannot read, else the first
 * use of what it no longer has. Code that runs under both has nothing of the kind.
 */
export function findPython2Problem(text: string): Python2Problem | undefined {
  const lines = scanPython(text);
  return findPython2Syntax(text, lines) ?? findPython2Library(lines);
}
