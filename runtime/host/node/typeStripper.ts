import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname } from 'node:path';
import { compileFunction, runInNewContext } from 'node:vm';
import { setFlagsFromString } from 'node:v8';
import { CompileError } from './compileError.ts';
import type * as TypeCompiler from './typeCompiler.ts';

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

/** Real time, whatever the plugin's clock follows later. */
const { setImmediate } = globalThis;

/** Blanks out types. Its compiler takes much memory, so it is there only while files are loaded. */
export class TypeStripper {
  readonly #compilerFile: string;
  #compiler: typeof TypeCompiler | undefined;
  #isKept = false;
  #isForgetting = false;

  constructor(compilerFile: string) {
    this.#compilerFile = compilerFile;
  }

  /**
   * The code of a TypeScript file without its types; every line and column stays where it is.
   * @throws CompileError
   */
  strip(file: string, source: string): string {
    const { transformSync } = this.#compiler ?? this.#load();
    if (!this.#isKept) this.#forgetSoon();
    try {
      return transformSync(source, { mode: 'strip-only' }).code;
    } catch (thrown) {
      throw toCompileError(file, thrown);
    }
  }

  /** For a debugger that is about to attach, which would otherwise see the compiler being loaded. */
  keepReady(): void {
    this.#isKept = true;
    this.getReady();
  }

  /** Loads the compiler before there is a file, and has it do all it can do without one. */
  getReady(): void {
    this.#compiler ??= this.#load();
    this.#compiler.transformSync('', { mode: 'strip-only' });
  }

  #load(): typeof TypeCompiler {
    const compiler = load(this.#compilerFile);
    this.#compiler = compiler;
    return compiler;
  }

  /** A file and all that it imports are loaded in one turn. */
  #forgetSoon(): void {
    if (this.#isForgetting) return;
    this.#isForgetting = true;
    setImmediate(() => {
      this.#isForgetting = false;
      this.#compiler = undefined;
      collectGarbage();
    });
  }
}

/** As `require` does, which would keep the module for ever. */
function load(file: string): typeof TypeCompiler {
  const parameters = ['module', 'require', '__dirname'];
  const run = compileFunction(readFileSync(file, 'utf8'), parameters, { filename: file });
  const module = { exports: {} };
  Reflect.apply(run, undefined, [module, createRequire(file), dirname(file)]);
  return module.exports as typeof TypeCompiler;
}

/** A plugin that does nothing would keep what is left of the compiler as long as it runs. */
function collectGarbage(): void {
  setFlagsFromString('--expose-gc');
  const collect: unknown = runInNewContext('gc');
  setFlagsFromString('--no-expose-gc');
  if (typeof collect !== 'function') return;
  Reflect.apply(collect, undefined, [{ type: 'major', execution: 'async', flavor: 'last-resort' }]);
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
