import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { inspect } from 'node:util';
import type { PluginFailure, SourceLocation } from '../../protocol/index.ts';
import { CompileError } from './compileError.ts';
import type { Frames } from './workspaceFrames.ts';

/** Most characters of a stack that are kept. */
const maxStack = 16_384;

/** Turns whatever plugin code threw into a failure with its place. */
export class FailureReport {
  readonly #className: string;
  readonly #frames: Frames;
  readonly #classLine: SourceLocation;
  /** Places of errors whose stack shows none. */
  readonly #places = new WeakMap<object, SourceLocation>();

  constructor(className: string, frames: Frames, classLine: SourceLocation) {
    this.#className = className;
    this.#frames = frames;
    this.#classLine = classLine;
  }

  /** Remembers the line of an import that leads nowhere. */
  noteUnresolved(
    thrown: unknown,
    request: { readonly specifier: string; readonly parentUrl: string | undefined },
  ): void {
    if (typeof thrown !== 'object' || thrown === null) return;
    const place = importLine(request.specifier, request.parentUrl);
    if (place) this.#places.set(thrown, place);
  }

  imported(thrown: unknown): PluginFailure {
    if (thrown instanceof CompileError) {
      const { place, message } = thrown;
      return {
        code: 'plugin-does-not-compile',
        message: `${this.#className} does not compile, ${this.#frames.show(place)}: ${message}`,
        source: place,
      };
    }
    return this.#failure('plugin-import-failed', 'cannot be imported', thrown);
  }

  constructed(thrown: unknown): PluginFailure {
    return this.#failure('plugin-constructor-failed', 'failed in its constructor', thrown);
  }

  ran(thrown: unknown): PluginFailure {
    return this.#failure('plugin-run-failed', 'failed', thrown);
  }

  stopped(thrown: unknown): PluginFailure {
    return this.#failure('plugin-run-failed', 'failed in stop()', thrown);
  }

  exited(code: number, source: SourceLocation): PluginFailure {
    return {
      code: 'plugin-exited',
      message:
        `${this.#className} ended its own process with exit code ${code}, ${this.#frames.show(source)}. ` +
        'Return from run() instead of exiting.',
      source,
    };
  }

  classMissing(message: string): PluginFailure {
    return { code: 'plugin-class-missing', message, source: { ...this.#classLine, line: 1 } };
  }

  #failure(code: PluginFailure['code'], what: string, thrown: unknown): PluginFailure {
    const stack = thrown instanceof Error ? (thrown.stack ?? '') : '';
    const source = this.#placeOf(thrown, stack);
    const text = thrown instanceof Error ? `${thrown.name}: ${thrown.message}` : inWords(thrown);
    return {
      code,
      message: `${this.#className} ${what}, ${this.#frames.show(source)}: ${text}`,
      source,
      ...(stack !== '' && { stack: stack.slice(0, maxStack) }),
    };
  }

  #placeOf(thrown: unknown, stack: string): SourceLocation {
    const noted =
      typeof thrown === 'object' && thrown !== null ? this.#places.get(thrown) : undefined;
    return noted ?? this.#frames.locate(stack) ?? this.#classLine;
  }
}

function inWords(thrown: unknown): string {
  return `it threw ${inspect(thrown)}; throw an Error instead, so that its line is known.`;
}

function importLine(specifier: string, parentUrl: string | undefined): SourceLocation | undefined {
  if (!parentUrl?.startsWith('file:')) return undefined;
  const file = fileURLToPath(parentUrl);
  const lines = readFileSync(file, 'utf8').split('\n');
  const index = lines.findIndex(
    (line) => line.includes(`'${specifier}'`) || line.includes(`"${specifier}"`),
  );
  return index < 0 ? undefined : { file, line: index + 1 };
}
