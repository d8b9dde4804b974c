import type { Python2Problem } from './python2Problem.ts';
import type { LogicalLine } from './scanPython.ts';
import type { Token } from './token.ts';

/** Words that may have a statement behind their colon, in the same line. */
const compound = new Set('if elif else for while try except finally with def class'.split(' '));

/** After `print` they make an expression of it, which Python 3 reads. */
const operators = new Set('if else in is and or for as'.split(' '));

/** What is called how, and its form in Python 3; as the plugin's own process says it. */
const constructs = {
  print: ['the print statement', 'Write print("…") with parentheses.'],
  printTo: ['the print statement', 'Write print(…, file=…).'],
  exec: ['the exec statement', 'Write exec("…") with parentheses.'],
  except: ['“except X, e”', 'Write “except X as e:”.'],
  raise: ['“raise X, text”', 'Write “raise X(text)”.'],
  rawText: ['a ur"…" text', 'Write r"…".'],
  unequal: ['“<>”', 'Write “!=”.'],
  backtick: ['backticks', 'Write repr(…).'],
  octal: ['an octal number with a leading 0', 'Write 0o in front, such as 0o644.'],
  long: ['a long number with L', 'Leave the L out.'],
  unpacking: ['parameters in parentheses', 'Unpack them inside the function.'],
} as const;

type Construct = keyof typeof constructs;

interface Found {
  readonly construct: Construct;
  readonly at: Token;
}

/** The first thing in a Python text that Python 3 cannot read and Python 2 can. */
export function findPython2Syntax(
  text: string,
  lines: readonly LogicalLine[],
): Python2Problem | undefined {
  for (const { tokens } of lines) {
    const found = inStatements(tokens) ?? inTokens(text, tokens);
    if (!found) continue;
    const [name, mend] = constructs[found.construct];
    const { line, column } = found.at;
    return { line, column, message: `${name} is Python 2. ${mend}` };
  }
  return undefined;
}

/** What the first word of a statement gives away. */
function inStatements(tokens: readonly Token[]): Found | undefined {
  for (const start of statementsIn(tokens)) {
    const at = tokens[start];
    const construct = at && constructOf(at.text, tokens.slice(start + 1));
    if (construct) return { construct, at };
  }
  return undefined;
}

/** The indexes at which statements of one logical line begin. */
function statementsIn(tokens: readonly Token[]): readonly number[] {
  const starts = [0];
  let depth = 0;
  let mayHaveBody = compound.has(tokens[0]?.text ?? '');
  tokens.forEach(({ kind, text }, index) => {
    if (kind !== 'mark') return;
    depth += depthOf(text);
    if (depth > 0) return;
    if (text === ';' || (text === ':' && mayHaveBody)) {
      starts.push(index + 1);
      mayHaveBody = text === ';' && mayHaveBody;
    }
  });
  return starts;
}

function depthOf(mark: string): number {
  if ('([{'.includes(mark)) return 1;
  return ')]}'.includes(mark) ? -1 : 0;
}

function constructOf(word: string, rest: readonly Token[]): Construct | undefined {
  const [next, second] = rest;
  switch (word) {
    case 'print':
      if (isPair(next, second, '>')) return 'printTo';
      return isOperand(next) ? 'print' : undefined;
    case 'exec':
      return isOperand(next) ? 'exec' : undefined;
    case 'raise':
      return commaIn(rest) === undefined ? undefined : 'raise';
    case 'except':
      return bindsError(rest) ? 'except' : undefined;
    default:
      return undefined;
  }
}

/** Whether this can only be what a statement prints or executes. */
function isOperand(token: Token | undefined): boolean {
  if (!token) return false;
  if (token.kind === 'word') return !operators.has(token.text);
  return token.kind !== 'mark' || token.text === '{' || token.text === '`';
}

/** Index of the first comma outside of brackets, up to the end of the statement. */
function commaIn(tokens: readonly Token[]): number | undefined {
  let depth = 0;
  for (const [index, { kind, text }] of tokens.entries()) {
    if (kind !== 'mark') continue;
    depth += depthOf(text);
    if (depth > 0) continue;
    if (text === ';' || text === ':') return undefined;
    if (text === ',') return index;
  }
  return undefined;
}

/** `X, e:` behind except; newer versions of Python 3 take names of classes there. */
function bindsError(rest: readonly Token[]): boolean {
  const comma = commaIn(rest);
  if (comma === undefined) return false;
  const [name, colon] = [rest[comma + 1], rest[comma + 2]];
  return colon?.text === ':' && name?.kind === 'word' && /^[a-z_]\w*$/.test(name.text);
}

function inTokens(text: string, tokens: readonly Token[]): Found | undefined {
  for (const [index, at] of tokens.entries()) {
    const construct = constructAt(text, tokens, index);
    if (construct) return { construct, at };
  }
  return undefined;
}

function constructAt(text: string, tokens: readonly Token[], index: number): Construct | undefined {
  const token = tokens[index];
  switch (token?.kind) {
    case 'number':
      return isPartOfFloat(tokens, index) ? undefined : oldNumber(token.text);
    case 'string':
      return /^ur["']/i.test(text.slice(token.start, token.start + 3)) ? 'rawText' : undefined;
    case 'mark':
      return oldMark(tokens, index);
    default:
      return undefined;
  }
}

/** `.05` is a mark and a number, `1e-05` is two with a mark between them. */
function isPartOfFloat(tokens: readonly Token[], index: number): boolean {
  const [first, before, token] = [tokens[index - 2], tokens[index - 1], tokens[index]];
  if (before?.kind !== 'mark' || before.end !== token?.start) return false;
  if (before.text === '.') return true;
  return '+-'.includes(before.text) && first?.kind === 'number' && /[eE]$/.test(first.text);
}

function oldNumber(text: string): Construct | undefined {
  if (/^(?:0[xX][\da-fA-F]+|\d+)[lL]$/.test(text)) return 'long';
  return /^0+[1-7][0-7]*$/.test(text) ? 'octal' : undefined;
}

function oldMark(tokens: readonly Token[], index: number): Construct | undefined {
  const token = tokens[index];
  if (token?.text === '`') return 'backtick';
  if (token?.text === '(') return isUnpacking(tokens, index) ? 'unpacking' : undefined;
  const next = tokens[index + 1];
  const isUnequal = token?.text === '<' && next?.text === '>' && next.start === token.end;
  return isUnequal ? 'unequal' : undefined;
}

/** Whether a parenthesis opens among the names of parameters. */
function isUnpacking(tokens: readonly Token[], index: number): boolean {
  const before = tokens[index - 1];
  if (before?.text === 'lambda') return true;
  if (tokens[0]?.text !== 'def' || (before?.text !== ',' && before?.text !== '(')) return false;
  let depth = 0;
  for (const { kind, text } of tokens.slice(2, index)) {
    if (kind === 'mark') depth += depthOf(text);
    if (depth === 0) return false;
  }
  return depth === 1;
}

function isPair(first: Token | undefined, second: Token | undefined, mark: string): boolean {
  return first?.text === mark && second?.text === mark && second.start === first.end;
}
