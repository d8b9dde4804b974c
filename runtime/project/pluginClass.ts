import type { Token } from './token.ts';

/** A place in a source text, line and column both 1-based. */
export interface SourcePlace {
  readonly line: number;
  readonly column: number;
}

/** What a class extends, with import aliases and local names of it resolved. */
export interface ClassBase {
  /** As written. */
  readonly text: string;
  /** The class's name where it is declared; empty when it is the result of a call. */
  readonly name: string;
  /** Where it is imported from: `ockle`, `plugins.ModuleTemplate`; absent for names of this file. */
  readonly module?: string;
}

/** A class at the top level of a plugin's file. */
export interface PluginClass extends SourcePlace {
  readonly name: string;
  /** Line of its last token. */
  readonly endLine: number;
  readonly bases: readonly ClassBase[];
  /** Whether it extends Ockle's base class, directly, by classes of this file or by shipped plugins. */
  readonly extendsModuleTemplate: boolean;
  /** Whether others can see it: exported, or in Python without a leading underscore. */
  readonly isExported: boolean;
  /** Its own `run`; `body` is where the first statement begins. */
  readonly run?: { readonly line: number; readonly body: SourcePlace };
}

/** What was read of a class before its bases are looked up. */
export interface ClassHeader {
  readonly name: Token;
  /** Tokens of each base. */
  readonly bases: readonly (readonly Token[])[];
  readonly endLine: number;
  readonly isExported: boolean;
  readonly run?: { readonly line: number; readonly body: SourcePlace };
}

/** Where a name of this file comes from; the parts end with the name it has there. */
export interface NameOrigin {
  readonly module?: string;
  readonly parts: readonly string[];
}

const baseClass = 'ModuleTemplate';

/** Plugins of Ockle itself, which Python code can import and extend; projects may enable each by name. */
export const shippedPlugins: ReadonlySet<string> = new Set([
  'AutoControl',
  'CoreCommunicationCommands',
  'EditingCommunicationCommands',
  'GraphTester',
  'Logger',
  'PowerTester',
  'SocketListener',
  'TimerPluginExample',
]);

/** Whether a plugin of that name comes with Ockle. */
export function isShippedPlugin(className: string): boolean {
  return shippedPlugins.has(className);
}

/** Resolves the bases of classes in the order of the text, as the languages do. */
export class BaseResolver {
  readonly #text: string;
  readonly #origins: ReadonlyMap<string, NameOrigin>;
  readonly #isPython: boolean;
  readonly #declared = new Map<string, boolean>();

  constructor(text: string, origins: ReadonlyMap<string, NameOrigin>, isPython: boolean) {
    this.#text = text;
    this.#origins = origins;
    this.#isPython = isPython;
  }

  declare(header: ClassHeader): PluginClass {
    const { name, endLine, isExported, run } = header;
    const bases = header.bases.map((tokens) => this.#base(tokens));
    const extendsModuleTemplate = header.bases.some((tokens) => this.#isModuleTemplate(tokens));
    this.#declared.set(name.text, extendsModuleTemplate);
    return {
      name: name.text,
      ...placeOf(name),
      endLine,
      bases,
      extendsModuleTemplate,
      isExported,
      ...(run && { run }),
    };
  }

  #base(tokens: readonly Token[]): ClassBase {
    const text = this.#text.slice(tokens[0]?.start ?? 0, tokens.at(-1)?.end ?? 0);
    const [parts] = dottedNames(tokens);
    if (!parts || isCall(tokens)) return { text, name: '' };
    return { text, ...this.#originOf(parts) };
  }

  /** A call such as `withLog(ModuleTemplate)` is taken to return what it was given. */
  #isModuleTemplate(tokens: readonly Token[]): boolean {
    const names = dottedNames(tokens);
    const asked = isCall(tokens) ? names : names.slice(0, 1);
    return asked.some((parts) => {
      const { name, module } = this.#originOf(parts);
      const local = module === undefined ? this.#declared.get(name) : undefined;
      if (local !== undefined) return local;
      const isShipped = this.#isPython && module !== undefined && shippedPlugins.has(name);
      return isShipped || name === baseClass;
    });
  }

  #originOf(parts: readonly string[]): { name: string; module?: string } {
    const [first = '', ...rest] = parts;
    const origin = this.#origins.get(first);
    const path = origin ? [...origin.parts, ...rest] : parts;
    const name = path.at(-1) ?? '';
    if (this.#isPython) {
      const module = path.slice(0, -1).join('.');
      return module === '' ? { name } : { name, module };
    }
    return origin?.module === undefined ? { name } : { name, module: origin.module };
  }
}

/** Line and column of a token. */
export function placeOf({ line, column }: Token): SourcePlace {
  return { line, column };
}

function isCall(tokens: readonly Token[]): boolean {
  return tokens.some(({ text }) => text === '(');
}

/** The dotted names outside type arguments, each as its parts. */
function dottedNames(tokens: readonly Token[]): readonly (readonly string[])[] {
  const names: string[][] = [];
  let depth = 0;
  let continues = false;
  for (const { kind, text } of tokens) {
    if (text === '<' || text === '[') depth++;
    else if (text === '>' || text === ']') depth--;
    else if (depth === 0 && kind === 'word') {
      if (continues) names.at(-1)?.push(text);
      else names.push([text]);
    }
    continues = text === '.';
  }
  return names;
}
