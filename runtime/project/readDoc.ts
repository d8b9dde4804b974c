import type { LogicalLine } from './scanPython.ts';
import type { Token } from './token.ts';

/** Words that may stand between a comment and the name of its class. */
const classWords: ReadonlySet<string> = new Set(['export', 'default', 'abstract', 'class']);

/** The JSDoc in front of the class whose name is the token at this index. */
export function readJsDoc(
  text: string,
  tokens: readonly Token[],
  name: number,
): string | undefined {
  let first = name;
  while (first > name - classWords.size && classWords.has(tokens[first - 1]?.text ?? '')) first--;
  const gap = text.slice(tokens[first - 1]?.end ?? 0, tokens[first]?.start ?? 0).trimEnd();
  const start = gap.lastIndexOf('/*');
  if (start === -1 || !gap.endsWith('*/') || !gap.startsWith('/**', start)) return undefined;
  const lines = gap.slice(start + 3, -2).split(/\r\n|\n|\r/);
  return plainText(lines.map((line) => line.trim()).map((line) => line.replace(/^\*+\s?/, '')));
}

/** The docstring of the class in the statement at this index. */
export function readDocString(
  text: string,
  lines: readonly LogicalLine[],
  index: number,
): string | undefined {
  const head = lines[index];
  const body = lines[index + 1];
  const first = body?.tokens[0];
  if (!head || !body || body.indent <= head.indent) return undefined;
  if (first?.kind !== 'string' || body.tokens.length > 1) return undefined;
  const literal = text.slice(first.start, first.end).replace(/^[a-z]{1,2}/i, '');
  const quotes = /^(?:"""|'''|"|')/.exec(literal)?.[0] ?? '';
  const end =
    literal.endsWith(quotes) && literal.length >= 2 * quotes.length ? -quotes.length : undefined;
  return plainText(
    literal
      .slice(quotes.length, end)
      .split(/\r\n|\n|\r/)
      .map((line) => line.trim()),
  );
}

/** Lines without the empty ones at both ends; nothing when all are. */
function plainText(lines: readonly string[]): string | undefined {
  const text = lines.join('\n').trim();
  return text === '' ? undefined : text;
}
