import { findPython2Problem } from './findPython2Problem.ts';

/** Whether a plugin's text is certainly Python 2. */
export function isPython2(text: string): boolean {
  return findPython2Problem(text) !== undefined;
}
