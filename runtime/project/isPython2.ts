import { python2Problem } from './python2Problem.ts';

/** Whether a plugin's text is certainly Python 2. */
export function isPython2(text: string): boolean {
  return python2Problem(text) !== undefined;
}
