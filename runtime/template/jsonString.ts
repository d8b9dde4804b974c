import type { JsonError, JsonToken } from './jsonModel.ts';

/** Reads a text in double or single quotes, which must end on its line. */
export function readQuoted(text: string, start: number): JsonToken {
  const quote = text.charAt(start);
  const end = closingQuote(text, start, quote);
  if (end === undefined) return unclosed(text, start);
  const element = { kind: 'string', start, end, value: undefined } as const;
  if (quote === "'") {
    const errors: JsonError[] = [{ code: 'json-single-quotes', start, end }];
    return { element: { ...element, kind: 'broken' }, errors, isLast: false };
  }
  const errors = contentErrors(text, start + 1, end - 1);
  const value = errors.length === 0 ? decode(text.slice(start, end)) : undefined;
  return { element: { ...element, value }, errors, isLast: false };
}

function unclosed(text: string, start: number): JsonToken {
  const lineEnd = text.indexOf('\n', start);
  const end = lineEnd === -1 ? text.length : lineEnd;
  return {
    element: { kind: 'broken', start, end, value: undefined },
    errors: [{ code: 'json-unclosed-string', start, end }],
    isLast: true,
  };
}

function closingQuote(text: string, start: number, quote: string): number | undefined {
  for (let at = start + 1; at < text.length; at++) {
    const unit = text.charAt(at);
    if (unit === '\n') return undefined;
    if (unit === quote) return at + 1;
    if (unit === '\\' && text.charAt(at + 1) !== '\n') at++;
  }
  return undefined;
}

function contentErrors(text: string, start: number, end: number): JsonError[] {
  const errors: JsonError[] = [];
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code < 0x20) errors.push({ code: 'json-control-char', start: at, end: at + 1 });
    if (code !== 0x5c) continue;
    if (!isEscape(text, at)) errors.push({ code: 'json-invalid-escape', start: at, end: at + 2 });
    at++;
  }
  return errors;
}

function isEscape(text: string, at: number): boolean {
  const letter = text.charAt(at + 1);
  if (letter === 'u') return /^[\da-fA-F]{4}$/.test(text.slice(at + 2, at + 6));
  return '"\\/bfnrt'.includes(letter);
}

/** The text has been checked, so this is JSON. */
function decode(quoted: string): string | undefined {
  if (!quoted.includes('\\')) return quoted.slice(1, -1);
  const value: unknown = JSON.parse(quoted);
  return typeof value === 'string' ? value : undefined;
}
