import type { PluginLanguage } from './projectPaths.ts';

/** The text a literal stands for, and how many units of quotes and prefix come before it. */
export interface StringContent {
  readonly content: string;
  readonly offset: number;
}

/** Prefixes of a Python string that change nothing in a text without escapes. */
const plainPrefixes: ReadonlySet<string> = new Set(['', 'r', 'u', 'b', 'ur', 'br', 'rb']);

/**
 * What a string literal means when that can be said without knowing more: one line, no escapes, no
 * placeholders.
 */
export function stringContent(
  literal: string,
  language: PluginLanguage,
): StringContent | undefined {
  const prefix = language === 'python' ? prefixLength(literal) : 0;
  if (!plainPrefixes.has(literal.slice(0, prefix).toLowerCase())) return undefined;
  const quote = quoteAt(literal, prefix, language);
  const offset = prefix + (quote?.length ?? 0);
  const isClosed = quote !== undefined && literal.length >= offset + quote.length;
  if (!isClosed || !literal.endsWith(quote)) return undefined;
  const content = literal.slice(offset, -quote.length);
  return /[\\\r\n]/.test(content) ? undefined : { content, offset };
}

function prefixLength(literal: string): number {
  let at = 0;
  while (at < 2 && /[a-z]/i.test(literal.charAt(at))) at++;
  return at;
}

function quoteAt(literal: string, at: number, language: PluginLanguage): string | undefined {
  const quote = literal.charAt(at);
  if (language === 'typescript') return ['"', "'", '`'].includes(quote) ? quote : undefined;
  if (quote !== '"' && quote !== "'") return undefined;
  const triple = quote.repeat(3);
  return literal.startsWith(triple, at) && literal.length >= at + 6 ? triple : quote;
}
