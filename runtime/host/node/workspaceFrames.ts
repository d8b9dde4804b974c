import { realpathSync } from 'node:fs';
import { relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceLocation } from '../../protocol/index.ts';

/** A place in the author's code that asked for something. */
export interface CallSite {
  readonly source?: SourceLocation;
  /** Text of the stack below the first line. */
  readonly frames: string;
}

/** Finds the author's lines. */
export interface Frames {
  /** The line that is running now. */
  capture(): CallSite;
  /** The first line of the author's code in the text of a stack. */
  locate(stack: string): SourceLocation | undefined;
  /** A place as messages show it. */
  show(source: SourceLocation): string;
}

const framePattern = /(file:\/\/\S+?):(\d+)(?::(\d+))?\)?$/gm;
const framesToKeep = 50;

/** Finds the author's own lines in stacks: files of the project, its node_modules left out. */
export class WorkspaceFrames implements Frames {
  readonly #project: string;
  /** Modules are loaded by their real path, while the editor knows the path it was given. */
  readonly #realProject: string;

  constructor(project: string) {
    this.#project = project;
    this.#realProject = realpathSync(project);
  }

  capture(): CallSite {
    const { stackTraceLimit } = Error;
    const prepareStackTrace: unknown = Reflect.get(Error, 'prepareStackTrace');
    Error.stackTraceLimit = framesToKeep;
    // A plugin may have installed its own format.
    Object.assign(Error, { prepareStackTrace: undefined });
    const stack = new Error().stack ?? '';
    Object.assign(Error, { stackTraceLimit, prepareStackTrace });
    const source = this.locate(stack);
    return { frames: stack.slice(stack.indexOf('\n') + 1), ...(source && { source }) };
  }

  locate(stack: string): SourceLocation | undefined {
    for (const [, url = '', line, column] of stack.matchAll(framePattern)) {
      const file = this.#workspaceFile(url);
      if (!file) continue;
      const place = { file, line: Number(line) };
      return column === undefined ? place : { ...place, column: Number(column) };
    }
    return undefined;
  }

  show(source: SourceLocation): string {
    return `${relative(this.#project, source.file)}:${source.line}`;
  }

  /** The path by which the editor knows a loaded module. */
  #workspaceFile(url: string): string | undefined {
    const [path = url] = url.split('?');
    const inside = relative(this.#realProject, fileURLToPath(path));
    const parts = inside.split(sep);
    if (parts[0] === '..' || parts.includes('node_modules')) return undefined;
    return `${this.#project}${sep}${inside}`;
  }
}
