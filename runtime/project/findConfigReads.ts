import type { PluginLanguage } from './projectPaths.ts';
import type { SourceRead, SourceStretch } from './pluginSource.ts';
import { stringContent } from './stringContent.ts';
import type { Token } from './token.ts';

/** Calls with a section and a name; only those that name a plugin's section count. */
const sectionGetters: ReadonlyMap<string, 'get' | 'getint'> = new Map([
  ['get', 'get'],
  ['getint', 'getint'],
  ['getInt', 'getint'],
  ['getfloat', 'get'],
  ['getboolean', 'get'],
]);
const ownReceivers: ReadonlySet<string> = new Set(['self', 'this', 'cls', 'super']);
const conversions: ReadonlySet<string> = new Set([
  'int',
  'float',
  'Number',
  'parseInt',
  'parseFloat',
]);
const sectionPrefix = 'plugins.';
/** An argument of more tokens is marked up to here. */
const longestArgument = 64;

/** The reads of configuration in a file's tokens; `constants` are the texts of its constants. */
export function findConfigReads(
  text: string,
  tokens: readonly Token[],
  constants: ReadonlyMap<string, string>,
  language: PluginLanguage,
): readonly SourceRead[] {
  const finder = new ReadFinder(text, tokens, constants, language);
  const reads: SourceRead[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const read = finder.readAt(at);
    if (read) reads.push(read);
  }
  return reads;
}

/** An argument of a call: what text it is, if it is one, and the token behind it. */
interface Argument {
  readonly text: string | undefined;
  readonly place: SourceStretch;
  readonly nameAt: SourceStretch | undefined;
}

class ReadFinder {
  readonly #text: string;
  readonly #tokens: readonly Token[];
  readonly #constants: ReadonlyMap<string, string>;
  readonly #language: PluginLanguage;

  constructor(
    text: string,
    tokens: readonly Token[],
    constants: ReadonlyMap<string, string>,
    language: PluginLanguage,
  ) {
    this.#text = text;
    this.#tokens = tokens;
    this.#constants = constants;
    this.#language = language;
  }

  /** The read that the token at this index begins, if it is a getter. */
  readAt(at: number): SourceRead | undefined {
    const token = this.#tokens[at];
    if (token?.kind === 'string') return this.#hiddenRead(token);
    if (token?.kind !== 'word') return undefined;
    if (token.text === 'getConfigVar' || token.text === 'getConfigInt') {
      return this.#ownRead(at, token.text, token);
    }
    const getter = sectionGetters.get(token.text);
    return getter && this.#sectionRead(at, getter, token);
  }

  #ownRead(at: number, getter: 'getConfigVar' | 'getConfigInt', token: Token): SourceRead {
    const isMember = this.#isDot(at - 1);
    const receiver = isMember ? this.#receiverStart(at - 2) : at;
    const isOwn = isMember && this.#isSelf(receiver, at);
    const base = { getter, plugin: undefined, isOwn, line: token.line - 1 };
    const isCall = isMember && this.#is(at + 1, '(');
    const argument = isCall ? this.#argument(at + 2) : undefined;
    return {
      ...base,
      name: argument?.text,
      argument: argument?.place,
      nameAt: argument?.nameAt,
      isConverted: this.#is(receiver - 1, '(') && this.#isConversion(receiver - 2),
    };
  }

  /** Python code in the braces of an f-string, which the scanner takes as text. */
  #hiddenRead({ start, end, line }: Token): SourceRead | undefined {
    if (this.#language !== 'python' || !/[ft]/i.test(this.#text.slice(start, start + 2))) {
      return undefined;
    }
    if (!/^[a-z]{1,2}["']/i.test(this.#text.slice(start, start + 3))) return undefined;
    return this.#text.slice(start, end).includes('.getConfig') ? mention(line - 1) : undefined;
  }

  /** `config.get('plugins.Timer', 'WAIT_TIME')` */
  #sectionRead(at: number, getter: 'get' | 'getint', token: Token): SourceRead | undefined {
    if (!this.#isDot(at - 1) || !this.#is(at + 1, '(') || !this.#is(at + 3, ',')) return undefined;
    const section = this.#argument(at + 2)?.text;
    if (section?.startsWith(sectionPrefix) !== true) return undefined;
    const argument = this.#argument(at + 4);
    return {
      getter,
      name: argument?.text,
      plugin: section.slice(sectionPrefix.length),
      isOwn: false,
      isConverted: false,
      argument: argument?.place,
      nameAt: argument?.nameAt,
      line: token.line - 1,
    };
  }

  #argument(from: number): Argument | undefined {
    const isNamed = this.#tokens[from]?.kind === 'word' && this.#is(from + 1, '=');
    const at = isNamed && this.#language === 'python' ? from + 2 : from;
    const token = this.#tokens[at];
    if (!token || this.#is(at, ')')) return undefined;
    const isAlone = this.#is(at + 1, ')') || this.#is(at + 1, ',');
    if (!isAlone) return { text: undefined, place: this.#stretch(at), nameAt: undefined };
    return token.kind === 'string' ? this.#literal(token) : this.#constant(token);
  }

  #literal(token: Token): Argument {
    const place = stretchOf(token);
    const found = stringContent(this.#text.slice(token.start, token.end), this.#language);
    if (!found) return { text: undefined, place, nameAt: undefined };
    const startCol = place.startCol + found.offset;
    const nameAt = { ...place, startCol, endCol: startCol + found.content.length };
    return { text: found.content, place, nameAt };
  }

  #constant(token: Token): Argument {
    const place = stretchOf(token);
    const text = this.#constants.get(token.text);
    return { text, place, nameAt: text === undefined ? undefined : place };
  }

  /** From this token to the end of the argument, as far as it is in the same line. */
  #stretch(from: number): SourceStretch {
    const first = this.#tokens[from];
    let last = from;
    let depth = 0;
    for (let at = from; at < from + longestArgument; at++) {
      const token = this.#tokens[at];
      if (!token || token.line !== first?.line) break;
      if (token.kind === 'mark') {
        if (depth === 0 && (token.text === ')' || token.text === ',')) break;
        if ('([{'.includes(token.text)) depth++;
        else if (')]}'.includes(token.text)) depth--;
      }
      last = at;
    }
    const start = stretchOf(first);
    const end = stretchOf(this.#tokens[last]);
    return { ...start, endCol: Math.max(start.endCol, end.endCol) };
  }

  #is(at: number, text: string): boolean {
    const token = this.#tokens[at];
    return token?.kind === 'mark' && token.text === text;
  }

  #isDot(at: number): boolean {
    return this.#is(at, '.') || this.#is(at, '?.');
  }

  /** Where `self`, `super()` or `a.b` begins whose last token is at this index. */
  #receiverStart(last: number): number {
    let at = this.#is(last, ')') && this.#is(last - 1, '(') ? last - 2 : last;
    for (let parts = 0; parts < longestArgument && this.#isDot(at - 1); parts++) at -= 2;
    return at;
  }

  #isSelf(receiver: number, getter: number): boolean {
    const word = this.#tokens[receiver];
    const isSuperCall = word?.text === 'super' && getter - receiver === 4;
    return (
      word?.kind === 'word' &&
      ownReceivers.has(word.text) &&
      (getter - receiver === 2 || isSuperCall)
    );
  }

  #isConversion(at: number): boolean {
    const token = this.#tokens[at];
    return token?.kind === 'word' && conversions.has(token.text);
  }
}

/** A getter that is there, while nobody can say what it reads. */
function mention(line: number): SourceRead {
  return {
    getter: 'getConfigVar',
    name: undefined,
    plugin: undefined,
    isOwn: true,
    isConverted: false,
    argument: undefined,
    nameAt: undefined,
    line,
  };
}

/** The part of a token that is in its first line. */
function stretchOf(token: Token | undefined): SourceStretch {
  if (!token) return { line: 0, startCol: 0, endCol: 0 };
  const startCol = token.column - 1;
  const length = token.endLine === token.line ? token.end - token.start : 1;
  return { line: token.line - 1, startCol, endCol: startCol + length };
}
