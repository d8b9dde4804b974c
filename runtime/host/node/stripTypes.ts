import { transformSync } from 'amaro';
import { CompileError } from './compileError.ts';

/** What amaro throws; lines are 1-based, columns 0-based. */
interface StripProblem {
  readonly code?: unknown;
  readonly message?: unknown;
  readonly startLine?: unknown;
  readonly startColumn?: unknown;
}

/** What to write instead of syntax that types cannot be cut out of. */
const mends: readonly (readonly [RegExp, string])[] = [
  [/enum/, 'Write “const X = { … } as const” and a union type instead.'],
  [/parameter propert/, 'Declare the field in the class and assign it in the constructor.'],
  [/namespace|module/, 'Write a module file with exports instead.'],
  [/import equals/, 'Write “import x from …” instead.'],
];

/**
 * Blanks out the types of a TypeScript file; every line and column stays where it is.
 * @throws CompileError
 */
export function stripTypes(file: string, source: string): string {
  try {
    return transformSync(source, { mode: 'strip-only' }).code;
  } catch (thrown) {
    throw toCompileError(file, thrown);
  }
}

function toCompileError(file: string, thrown: unknown): unknown {
  const { code, message, startLine, startColumn } = thrown as StripProblem;
  if (typeof message !== 'string' || typeof startLine !== 'number') return thrown;
  const column = typeof startColumn === 'number' ? startColumn + 1 : 1;
  const mend =
    code === 'UnsupportedSyntax'
      ? mends.find(([pattern]) => pattern.test(message))?.[1]
      : undefined;
  const text = message.replace(' in strip-only mode', '');
  return new CompileError(mend === undefined ? text : `${text}. ${mend}`, {
    file,
    line: startLine,
    column,
  });
}
