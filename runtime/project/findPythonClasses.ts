import type { ClassHeader, NameOrigin, PluginClass, SourcePlace } from './pluginClass.ts';
import { BaseResolver, placeOf } from './pluginClass.ts';
import type { LogicalLine } from './scanPython.ts';
import { scanPython } from './scanPython.ts';
import type { Token } from './token.ts';

/** The classes that a Python module declares outside functions and other classes. */
export function findPythonClasses(
  text: string,
  lines: readonly LogicalLine[] = scanPython(text),
): readonly PluginClass[] {
  const resolver = new BaseResolver(text, readOrigins(lines), true);
  return findHeaders(lines).map((header) => resolver.declare(header));
}

/** A class whose block may still go on. */
type OpenHeader = { -readonly [Key in keyof ClassHeader]: ClassHeader[Key] };

/** A compound statement whose block is being read. */
interface Block {
  readonly kind: 'class' | 'function' | 'other';
  readonly indent: number;
  /** Of a class at the top level. */
  readonly header?: OpenHeader;
  /** The class or function that its lines belong to. */
  readonly scope: Block | undefined;
}

function findHeaders(lines: readonly LogicalLine[]): readonly ClassHeader[] {
  const headers: OpenHeader[] = [];
  const open: Block[] = [];
  let endLine = 0;
  const closeFrom = (indent: number): Block | undefined => {
    for (let block = open.at(-1); block && block.indent >= indent; block = open.at(-1)) {
      if (block.header) block.header.endLine = endLine;
      open.pop();
    }
    return open.at(-1);
  };
  lines.forEach((line, index) => {
    const inner = closeFrom(line.indent);
    const block = blockOf(line, inner?.kind === 'other' ? inner.scope : inner);
    endLine = line.tokens.at(-1)?.endLine ?? endLine;
    if (!block) return;
    open.push(block);
    if (block.header) headers.push(block.header);
    const name = functionName(line);
    if (name?.text !== 'run' || !block.scope?.header) return;
    block.scope.header.run = { line: name.line, body: bodyPlace(lines, index) };
  });
  closeFrom(0);
  return headers;
}

function blockOf(line: LogicalLine, scope: Block | undefined): Block | undefined {
  const { indent, tokens } = line;
  if (functionName(line)) return { kind: 'function', indent, scope };
  const [first, name] = tokens;
  if (first?.text !== 'class' || name?.kind !== 'word') {
    return tokens.at(-1)?.text === ':' ? { kind: 'other', indent, scope } : undefined;
  }
  if (scope) return { kind: 'class', indent, scope };
  const isExported = !name.text.startsWith('_');
  const header = { name, bases: readBases(tokens.slice(2)), endLine: name.line, isExported };
  return { kind: 'class', indent, header, scope };
}

function functionName({ tokens }: LogicalLine): Token | undefined {
  const [first, second, third] = tokens;
  if (first?.text === 'def') return second;
  return first?.text === 'async' && second?.text === 'def' ? third : undefined;
}

/** `(A, b.C, metaclass=M)`, behind type parameters if there are any. */
function readBases(tokens: readonly Token[]): readonly (readonly Token[])[] {
  const from = tokens[0]?.text === '[' ? closingIndex(tokens, 0) + 1 : 0;
  if (tokens[from]?.text !== '(') return [];
  const bases: Token[][] = [[]];
  for (let at = from + 1, end = closingIndex(tokens, from); at < end;) {
    const token = tokens[at];
    const next = isOneOf('([{', token) ? Math.min(end, closingIndex(tokens, at) + 1) : at + 1;
    if (token?.text === ',') bases.push([]);
    else for (const each of tokens.slice(at, next)) bases.at(-1)?.push(each);
    at = next;
  }
  return bases.filter((base) => base.length > 0 && base[1]?.text !== '=' && base[0]?.text !== '*');
}

/** The index of the bracket that closes the one at `from`, or the end of an unfinished line. */
function closingIndex(tokens: readonly Token[], from: number): number {
  let depth = 0;
  for (let at = from; at < tokens.length; at++) {
    if (isOneOf('([{', tokens[at])) depth++;
    else if (isOneOf(')]}', tokens[at]) && --depth === 0) return at;
  }
  return tokens.length;
}

function isOneOf(marks: string, token: Token | undefined): boolean {
  return token?.kind === 'mark' && marks.includes(token.text);
}

/** Where the first statement of the function in this line begins, behind its doc string. */
function bodyPlace(lines: readonly LogicalLine[], index: number): SourcePlace {
  const head = lines[index];
  if (!head) return { line: 1, column: 1 };
  const [first, second] = lines
    .slice(index + 1, index + 3)
    .filter((line) => line.indent > head.indent);
  const isDoc = first?.tokens.length === 1 && first.tokens[0]?.kind === 'string';
  const statement = isDoc ? (second ?? first) : first;
  const token = inlineBody(head.tokens) ?? statement?.tokens[0] ?? head.tokens.at(-1);
  return token ? placeOf(token) : { line: 1, column: 1 };
}

function inlineBody(tokens: readonly Token[]): Token | undefined {
  for (let at = 0; at < tokens.length; at++) {
    if (isOneOf('([{', tokens[at])) at = closingIndex(tokens, at);
    else if (tokens[at]?.text === ':') return tokens[at + 1];
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
    else if (first && second?.text === '=') readSecondName(first, tokens.slice(2), origins);
  }
  return origins;
}

/** `Base = ModuleTemplate` */
function readSecondName(
  name: Token,
  value: readonly Token[],
  origins: Map<string, NameOrigin>,
): void {
  const parts = dottedParts(value);
  if (!parts) return;
  const origin = origins.get(parts[0] ?? '');
  origins.set(name.text, { parts: origin ? [...origin.parts, ...parts.slice(1)] : parts });
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
      if (alias?.kind === 'word') origins.set(alias.text, { parts: [...parts] });
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
