import { realpathSync } from 'node:fs';
import { isAbsolute, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { SourceLocation } from '../../protocol/index.ts';

/** A place in the author's code that asked for something. */
export interface CallSite {
  readonly source?: SourceLocation;
  /** Text of the stack below the first line; made when it is asked for. */
  frames(): string;
}

/** Finds the author's lines. */
export interface Frames {
  /** The line that is running now. */
  capture(): CallSite;
  /** The same for calls whose line only their failure shows: nothing is looked for before. */
  captureStack(): CallSite;
  /** The first line of the author's code in the text of a stack. */
  locate(stack: string): SourceLocation | undefined;
  /** A place as messages show it. */
  show(source: SourceLocation): string;
  /** The path by which the editor knows a file that was loaded. */
  pathOf(file: string): string;
}

const framePattern = /(file:\/\/\S+?):(\d+)(?::(\d+))?\)?$/gm;
const framesToKeep = 50;

/** Finds the author's own lines in stacks: files of the project, its node_modules left out. */
export class WorkspaceFrames implements Frames {
  readonly #project: string;
  /** Modules are loaded by their real path, while the editor knows the path it was given. */
  readonly #realProject: string;
  /** Path by URL; null for what is not the author's. */
  readonly #files = new Map<string, string | null>();

  constructor(project: string) {
    this.#project = project;
    this.#realProject = realpathSync(project);
  }

  capture(): CallSite {
    const sites = structuredStack();
    const source = this.#firstOf(sites);
    const frames = (): string => sites.map(frameText).join('\n');
    return { frames, ...(source && { source }) };
  }

  captureStack(): CallSite {
    const here = new Error();
    return { frames: () => (here.stack ?? '').replace(/^[^\n]*\n/, '') };
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

  pathOf(file: string): string {
    const inside = relative(this.#realProject, file);
    return inside.startsWith('..') || isAbsolute(inside) ? file : `${this.#project}${sep}${inside}`;
  }

  #firstOf(sites: readonly NodeJS.CallSite[]): SourceLocation | undefined {
    for (const site of sites) {
      const file = this.#workspaceFile(site.getFileName() ?? '');
      const [line, column] = [site.getLineNumber(), site.getColumnNumber()];
      if (file && line !== null) return { file, line, ...(column !== null && { column }) };
    }
    return undefined;
  }

  #workspaceFile(url: string): string | undefined {
    const known = this.#files.get(url);
    if (known !== undefined) return known ?? undefined;
    const file = this.#findFile(url);
    this.#files.set(url, file ?? null);
    return file;
  }

  /** The path by which the editor knows a loaded module. */
  #findFile(url: string): string | undefined {
    if (!url.startsWith('file:')) return undefined;
    const [path = url] = url.split('?');
    const inside = relative(this.#realProject, fileURLToPath(path));
    const parts = inside.split(sep);
    if (parts[0] === '..' || parts.includes('node_modules')) return undefined;
    return `${this.#project}${sep}${inside}`;
  }
}

/** A frame as V8 writes it, without its finer points. */
function frameText(site: NodeJS.CallSite): string {
  const place = `${site.getFileName() ?? '<anonymous>'}:${site.getLineNumber()}:${site.getColumnNumber()}`;
  const what = site.getFunctionName();
  return what === null ? `    at ${place}` : `    at ${what} (${place})`;
}

/** The stack in V8's own terms: its text, which is much dearer to make, is hardly ever needed. */
function structuredStack(): readonly NodeJS.CallSite[] {
  const { stackTraceLimit } = Error;
  const prepareStackTrace: unknown = Reflect.get(Error, 'prepareStackTrace');
  let sites: readonly NodeJS.CallSite[] = [];
  Error.stackTraceLimit = framesToKeep;
  const keep = (_: unknown, found: readonly NodeJS.CallSite[]): string => {
    sites = found;
    return '';
  };
  // A plugin may have installed its own format; V8 asks for ours when the stack is read.
  Object.assign(Error, { prepareStackTrace: keep });
  Reflect.get(new Error(), 'stack');
  Object.assign(Error, { stackTraceLimit, prepareStackTrace });
  return sites;
}
