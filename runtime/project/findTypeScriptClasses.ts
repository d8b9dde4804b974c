import type { ClassHeader, NameOrigin, PluginClass } from './pluginClass.ts';
import { BaseResolver, placeOf } from './pluginClass.ts';
import { scanTypeScript } from './scanTypeScript.ts';
import type { Token } from './token.ts';

/** The classes that a TypeScript module declares at its top level. */
export function findTypeScriptClasses(
  text: string,
  tokens: readonly Token[] = scanTypeScript(text),
): readonly PluginClass[] {
  const finder = new ClassFinder(text, tokens);
  finder.find();
  const resolver = new BaseResolver(text, finder.origins, false);
  return finder.classes.map((header) => {
    const isExported = header.isExported || finder.exported.has(header.name.text);
    return resolver.declare({ ...header, isExported });
  });
}

const opening = new Set(['(', '[', '{']);
const closing = new Set([')', ']', '}']);
const modifiers = new Set('async public protected private override static accessor *'.split(' '));
/** Words that end a class header which was left unfinished. */
const statementWords = new Set('export class abstract import const let function'.split(' '));

class ClassFinder {
  readonly classes: ClassHeader[] = [];
  readonly origins = new Map<string, NameOrigin>();
  /** Names in `export { … }` and `export default …`. */
  readonly exported = new Set<string>();
  readonly #text: string;
  readonly #tokens: readonly Token[];

  constructor(text: string, tokens: readonly Token[]) {
    this.#text = text;
    this.#tokens = tokens;
  }

  find(): void {
    let depth = 0;
    for (let at = 0; at < this.#tokens.length;) {
      const token = this.#token(at);
      if (this.#isTopExport(token)) depth = 0;
      if (opening.has(token.text)) depth++;
      else if (closing.has(token.text)) depth = Math.max(0, depth - 1);
      at = depth === 0 ? this.#statement(at) : at + 1;
    }
  }

  #token(at: number): Token {
    return this.#tokens[at] ?? endToken;
  }

  #is(at: number, text: string): boolean {
    return this.#token(at).text === text;
  }

  /** `export` in column 1 is no member of anything: a brace before it was forgotten. */
  #isTopExport(token: Token): boolean {
    return token.text === 'export' && token.column === 1;
  }

  /** Reads what begins here at the top level; answers where to go on. */
  #statement(at: number): number {
    const token = this.#token(at);
    if (token.kind !== 'word') return at + 1;
    if (token.text === 'class' && this.#isDeclaration(at)) return this.#class(at);
    if (token.text === 'import') return this.#import(at + 1);
    if (token.text === 'export') return this.#export(at + 1);
    if (['const', 'let', 'var'].includes(token.text)) return this.#alias(at + 1);
    return at + 1;
  }

  #isDeclaration(at: number): boolean {
    const before = this.#tokens[at - 1];
    const name = this.#token(at + 1);
    if (name.kind !== 'word' || name.text === 'extends' || name.text === 'implements') return false;
    if (!before) return true;
    if (before.kind === 'mark') return [';', '}', ')', ']'].includes(before.text);
    return (
      before.text !== 'declare' && !(before.text === 'abstract' && this.#is(at - 2, 'declare'))
    );
  }

  #class(at: number): number {
    const name = this.#token(at + 1);
    const afterName = this.#is(at + 2, '<') ? this.#skipAngles(at + 2) : at + 2;
    const base: Token[] = [];
    let body = afterName;
    if (this.#is(afterName, 'extends')) {
      body = this.#heritage(afterName + 1, base);
    }
    while (!this.#is(body, '{') && !this.#endsHeader(body)) {
      body = this.#is(body, '<') ? this.#skipAngles(body) : body + 1;
    }
    const end = this.#is(body, '{') ? this.#skipBrackets(body) : body;
    const run = this.#findRun(body + 1, end - 1);
    this.classes.push({
      name,
      bases: base.length > 0 ? [base] : [],
      endLine: this.#token(end - 1).endLine,
      isExported: this.#isExported(at),
      ...(run && { run }),
    });
    return end;
  }

  #heritage(from: number, base: Token[]): number {
    let at = from;
    while (!this.#is(at, '{') && !this.#is(at, 'implements') && !this.#endsHeader(at)) {
      const next = this.#skipAny(at);
      for (const each of this.#tokens.slice(at, next)) base.push(each);
      at = next;
    }
    return at;
  }

  #endsHeader(at: number): boolean {
    const { kind, text } = this.#token(at);
    return (
      at >= this.#tokens.length || text === ';' || (kind === 'word' && statementWords.has(text))
    );
  }

  #isExported(at: number): boolean {
    const words = [1, 2, 3].map((back) => this.#token(at - back).text);
    const known = ['abstract', 'default', 'export'];
    const other = words.findIndex((word) => !known.includes(word));
    return words.slice(0, other === -1 ? words.length : other).includes('export');
  }

  /** Behind the bracket or type argument list that begins here, or behind this token. */
  #skipAny(at: number): number {
    if (this.#is(at, '<')) return this.#skipAngles(at);
    return opening.has(this.#token(at).text) ? this.#skipBrackets(at) : at + 1;
  }

  #skipBrackets(from: number): number {
    let depth = 0;
    for (let at = from; at < this.#tokens.length; at++) {
      const token = this.#token(at);
      if (this.#isTopExport(token)) return at;
      if (opening.has(token.text)) depth++;
      else if (closing.has(token.text) && --depth <= 0) return at + 1;
    }
    return this.#tokens.length;
  }

  #skipAngles(from: number): number {
    let depth = 0;
    let at = from;
    while (at < this.#tokens.length && !this.#is(at, ';') && !this.#isTopExport(this.#token(at))) {
      const { text } = this.#token(at);
      if (text === '<') depth++;
      else if (text === '>' && --depth === 0) return at + 1;
      at = opening.has(text) ? this.#skipBrackets(at) : at + 1;
    }
    return at;
  }

  #findRun(from: number, end: number): ClassHeader['run'] {
    for (let at = from; at < end; at = this.#skipMember(at)) {
      const token = this.#token(at);
      if (token.text !== 'run' || !this.#beginsMember(at, from)) continue;
      const brace = this.#functionBody(at + 1, end);
      if (brace === undefined) continue;
      const first = this.#token(brace + 1);
      const { line, column } = placeOf(this.#token(brace));
      const isEmpty = first.text === '}' || brace + 1 >= end;
      const body = isEmpty ? { line, column: column + 1 } : placeOf(first);
      return { line: token.line, body };
    }
    return undefined;
  }

  /** Angle brackets inside a class body may be comparisons, so they are no brackets here. */
  #skipMember(at: number): number {
    return opening.has(this.#token(at).text) ? this.#skipBrackets(at) : at + 1;
  }

  #beginsMember(at: number, from: number): boolean {
    if (at === from) return true;
    const before = this.#token(at - 1);
    if (before.kind === 'mark') return [';', '}', ')', ']', '*'].includes(before.text);
    return modifiers.has(before.text) || before.endLine < this.#token(at).line;
  }

  /** The brace that opens the body of the method or of the arrow function whose head is here. */
  #functionBody(from: number, end: number): number | undefined {
    const head = this.#is(from, '<') ? this.#skipAngles(from) : from;
    if (this.#is(head, '=')) return this.#arrowBody(head, end);
    if (!this.#is(head, '(')) return undefined;
    const type = this.#skipBrackets(head);
    let at = this.#is(type, ':') ? this.#skipAny(type + 1) : type;
    while (at < end && !this.#is(at, '{') && !this.#is(at, ';')) at = this.#skipAny(at);
    return at < end && this.#is(at, '{') ? at : undefined;
  }

  #arrowBody(from: number, end: number): number | undefined {
    let at = from;
    while (at < end && !this.#is(at, '=>') && !this.#is(at, ';')) at = this.#skipAny(at);
    return this.#is(at, '=>') && this.#is(at + 1, '{') ? at + 1 : undefined;
  }

  #import(from: number): number {
    const end = this.#clauseEnd(from);
    const module = this.#moduleAt(end);
    for (let at = from; at < end; at++) {
      const token = this.#token(at);
      if (token.kind !== 'word' || token.text === 'type' || token.text === 'from') continue;
      const hasAlias = this.#is(at + 1, 'as');
      const local = hasAlias ? this.#token(at + 2).text : token.text;
      this.origins.set(local, { ...module, parts: [token.text] });
      if (hasAlias) at += 2;
    }
    return this.#namespaceImport(from, end, module);
  }

  #namespaceImport(from: number, end: number, module: { module?: string }): number {
    if (this.#is(from, '*') && this.#is(from + 1, 'as')) {
      this.origins.set(this.#token(from + 2).text, { ...module, parts: [] });
    }
    return end;
  }

  /** The index of the module's name, or of what ends an unfinished clause. */
  #clauseEnd(from: number): number {
    let at = from;
    while (at < this.#tokens.length && this.#token(at).kind !== 'string') {
      const { kind, text } = this.#token(at);
      const isClause = kind === 'word' || '{},*'.includes(text);
      if (!isClause || (statementWords.has(text) && !this.#is(at - 1, 'as'))) break;
      at++;
    }
    return at;
  }

  #moduleAt(at: number): { module?: string } {
    const { kind, start, end } = this.#token(at);
    return kind === 'string' ? { module: this.#text.slice(start + 1, end - 1) } : {};
  }

  #export(from: number): number {
    if (this.#is(from, 'default') && this.#token(from + 1).kind === 'word') {
      this.exported.add(this.#token(from + 1).text);
    }
    if (!this.#is(from, '{')) return from;
    const end = this.#clauseEnd(from);
    if (this.#token(end).kind === 'string' && this.#is(end - 1, 'from')) return end;
    for (let at = from; at < end; at++) {
      if (this.#token(at).kind === 'word' && !this.#is(at - 1, 'as')) {
        this.exported.add(this.#token(at).text);
      }
    }
    return end;
  }

  /** `const Base = ockle.ModuleTemplate` */
  #alias(from: number): number {
    const name = this.#token(from);
    if (name.kind !== 'word' || !this.#is(from + 1, '=')) return from;
    const parts: string[] = [];
    let at = from + 2;
    while (this.#token(at).kind === 'word') {
      parts.push(this.#token(at).text);
      if (!this.#is(at + 1, '.')) break;
      at += 2;
    }
    const next = this.#token(at + 1);
    const isEnd = next.text === ';' || next.line > this.#token(at).line || next === endToken;
    if (parts.length > 0 && isEnd) this.#addAlias(name.text, parts);
    return from + 2;
  }

  #addAlias(name: string, [first = '', ...rest]: readonly string[]): void {
    const origin = this.origins.get(first) ?? { parts: [first] };
    this.origins.set(name, { ...origin, parts: [...origin.parts, ...rest] });
  }
}

const endToken: Token = {
  kind: 'mark',
  start: 0,
  end: 0,
  line: 0,
  column: 0,
  endLine: 0,
  text: '',
};
