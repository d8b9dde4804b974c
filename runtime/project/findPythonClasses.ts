import type { ClassHeader, NameOrigin, PluginClass, SourcePlace } from './pluginClass.ts';
import { BaseResolver, placeOf } from './pluginClass.ts';
import type { LogicalLine } from './scanPython.ts';
import { scanPython } from './scanPython.ts';
import type { Token } from './token.ts';

/** The classes that a Python module declares outside functions and other classes. */
export function findPythonClasses(text: string): readonly PluginClass[] {
  const lines = scanPython(text);
  const resolver = new BaseResolver(text, readOrigins(lines), true);
  return findHeaders(text, lines).map((header) => resolver.declare(header));
}

/** A compound statement whose block is being read. */
interface Block {
  readonly kind: 'class' | 'function' | 'other';
  readonly indent: number;
  /** Of a class at the top level. */
  readonly header?: { -readonly [Key in keyof ClassHeader]: ClassHeader[Key] };
}

function findHeaders(text: string, lines: readonly LogicalLine[]): readonly ClassHeader[] {
  const headers: ClassHeader[] = [];
  const open: Block[] = [];
  lines.forEach((line, index) => {
    while ((open.at(-1)?.indent ?? -1) >= line.indent) open.pop();
    const scopes = open.filter(({ kind }) => kind !== 'other');
    const endLine = line.tokens.at(-1)?.endLine ?? 0;
    for (const { header } of scopes) if (header) header.endLine = endLine;
    const block = blockOf(line, endLine, scopes.length === 0);
    if (!block) return;
    if (block.header) headers.push(block.header);
    const owner = scopes.at(-1)?.header;
    const name = block.kind === 'function' ? functionName(line) : undefined;
    if (owner && name?.text === 'run') {
      owner.run = { line: name.line, body: bodyPlace(text, lines, index) };
    }
    open.push(block);
  });
  return headers;
}

function blockOf(line: LogicalLine, endLine: number, isTop: boolean): Block | undefined {
  const { indent, tokens } = line;
  if (functionName(line)) return { kind: 'function', indent };
  const [first, name] = tokens;
  if (first?.text !== 'class' || name?.kind !== 'word') {
    return tokens.at(-1)?.text === ':' ? { kind: 'other', indent } : undefined;
  }
  if (!isTop) return { kind: 'class', indent };
  const isExported = !name.text.startsWith('_');
  return {
    kind: 'class',
    indent,
    header: { name, bases: readBases(tokens.slice(2)), endLine, isExported },
  };
}

function functionName({ tokens }: LogicalLine): Token | undefined {
  const [first, second, third] = tokens;
  if (first?.text === 'def') return second;
  return first?.text === 'async' && second?.text === 'def' ? third : undefined;
}

/** `(A, b.C, metaclass=M)`, behind type parameters if there are any. */
function readBases(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const bases: Token[][] = [[]];
  let depth = 0;
  let hasParen = false;
  for (const token of tokens) {
    const isOpening = '([{'.includes(token.text) && token.kind === 'mark';
    const isClosing = ')]}'.includes(token.text) && token.kind === 'mark';
    if (isClosing && --depth === 0 && hasParen) break;
    if (depth === 1 && token.text === ',') bases.push([]);
    else if (depth > 0 && hasParen) bases.at(-1)?.push(token);
    if (isOpening) depth++;
    if (token.text === '(' && depth === 1) hasParen = true;
    if (depth === 0 && token.text === ':') break;
  }
  return bases.filter((base) => base.length > 0 && base[1]?.text !== '=' && base[0]?.text !== '*');
}

/** Where the first statement of the function in this line begins, behind its doc string. */
function bodyPlace(text: string, lines: readonly LogicalLine[], index: number): SourcePlace {
  const head = lines[index];
  const inline = head && inlineBody(head.tokens);
  if (inline) return placeOf(text, inline);
  const indent = head?.indent ?? 0;
  const [first, second] = [lines[index + 1], lines[index + 2]].map((line) =>
    line && line.indent > indent ? line.tokens : undefined,
  );
  const isDoc = first?.length === 1 && first[0]?.kind === 'string';
  const statement = (isDoc ? second : undefined) ?? first;
  const token = statement?.[0] ?? head?.tokens.at(-1);
  return token ? placeOf(text, token) : { line: 1, column: 1 };
}

function inlineBody(tokens: readonly Token[]): Token | undefined {
  let depth = 0;
  for (const [index, { kind, text }] of tokens.entries()) {
    if (kind !== 'mark') continue;
    if ('([{'.includes(text)) depth++;
    else if (')]}'.includes(text)) depth--;
    else if (text === ':' && depth === 0) return tokens[index + 1];
  }
  return undefined;
}

/** Where imported names and plain second names come from, as dotted parts. */
function readOrigins(lines: readonly LogicalLine[]): ReadonlyMap<string, NameOrigin> {
  const origins = new Map<string, NameOrigin>();
  for (const { tokens } of lines) {
    const [first, second] = tokens;
    if (first?.text === 'from') readFromImport(tokens, origins);
    else if (first?.text === 'import') readImport(tokens, origins);
    else if (first?.kind === 'word' && second?.text === '=') {
      const parts = dottedParts(tokens.slice(2));
      if (!parts) continue;
      const origin = origins.get(parts[0] ?? '');
      origins.set(first.text, { parts: origin ? [...origin.parts, ...parts.slice(1)] : parts });
    }
  }
  return origins;
}

function readFromImport(tokens: readonly Token[], origins: Map<string, NameOrigin>): void {
  const split = tokens.findIndex(({ text }) => text === 'import');
  if (split === -1) return;
  const module = tokens.slice(1, split).map(({ text }) => text);
  const parts = module.join('').split('.');
  for (const [name, alias] of importedNames(tokens.slice(split + 1))) {
    origins.set(alias?.text ?? name.text, { parts: [...parts, name.text] });
  }
}

/** Pairs of a name and what it is called here. */
function* importedNames(tokens: readonly Token[]): Iterable<readonly [Token, Token | undefined]> {
  for (let at = 0; at < tokens.length; at++) {
    const token = tokens[at];
    if (token?.kind !== 'word') continue;
    const hasAlias = tokens[at + 1]?.text === 'as';
    yield [token, hasAlias ? tokens[at + 2] : undefined];
    if (hasAlias) at += 2;
  }
}

/** `import a.b as c`; without `as` a dotted name needs no resolving. */
function readImport(tokens: readonly Token[], origins: Map<string, NameOrigin>): void {
  let parts: string[] = [];
  for (const [index, { kind, text }] of tokens.entries()) {
    if (text === ',' || index === 0) parts = [];
    else if (text === 'as') {
      const alias = tokens[index + 1];
      if (alias?.kind === 'word') origins.set(alias.text, { parts });
    } else if (kind === 'word') parts.push(text);
  }
}

function dottedParts(tokens: readonly Token[]): readonly string[] | undefined {
  const isDotted = tokens.every(({ kind, text }, index) =>
    index % 2 === 0 ? kind === 'word' : text === '.',
  );
  if (!isDotted || tokens.length % 2 === 0) return undefined;
  return tokens.filter(({ kind }) => kind === 'word').map(({ text }) => text);
}
