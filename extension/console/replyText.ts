import type { JsonObject, JsonValue } from '../../runtime/protocol/index.ts';
import { readNested } from '../support/nestedJson.ts';

const colours = {
  key: 36,
  text: 39,
  number: 33,
  truth: 35,
  nothing: 90,
  error: 31,
  dim: 90,
} as const;

/** Replies can be whole files; nobody reads more in a terminal. */
const mostLines = 400;

/** A reply as indented lines in the colours of the terminal. */
export function replyText(reply: JsonObject): string {
  if (Object.keys(reply).length === 0) return paint('dim', 'done; the reply is empty');
  const lines = linesOf(reply, '');
  const more = lines.length - mostLines;
  if (more <= 0) return lines.join('\n');
  const note = `… ${more} lines more; "Ockle: Send Command…" opens whole replies in an editor`;
  return [...lines.slice(0, mostLines), paint('dim', note)].join('\n');
}

/** What went wrong, in words; nothing in it can move the cursor. */
export function errorText(message: string, code?: string): string {
  const mark = code === undefined ? '' : ` ${paint('dim', `(${visible(code)})`)}`;
  return `${paint('error', `✖ ${visible(message)}`)}${mark}`;
}

/** A remark of the console itself. */
export function remarkText(message: string): string {
  return paint('dim', visible(message));
}

/** A text in one of the terminal's own colours. */
export function paint(colour: keyof typeof colours, text: string): string {
  return `\x1b[${colours[colour]}m${text}\x1b[39m`;
}

function linesOf(value: JsonObject | readonly JsonValue[], indent: string): readonly string[] {
  const entries: readonly (readonly [string, JsonValue])[] = isList(value)
    ? value.map((item) => ['-', item])
    : Object.entries(value).map(([key, item]) => [`${visible(key)}:`, item]);
  return entries.flatMap(([head, sent]) => {
    const item = readNested(sent);
    const start = `${indent}${paint(head === '-' ? 'dim' : 'key', head)}`;
    if (isNested(item)) return [start, ...linesOf(item, `${indent}  `)];
    if (typeof item === 'string' && item.includes('\n')) {
      const lines = item.replace(/\n$/, '').split('\n');
      return [start, ...lines.map((line) => `${indent}  ${visible(line)}`)];
    }
    return [`${start} ${leafText(item)}`];
  });
}

function leafText(value: JsonValue): string {
  if (value === null) return paint('nothing', 'null');
  if (typeof value === 'string') return value === '' ? paint('nothing', '""') : visible(value);
  if (typeof value === 'number') return paint('number', String(value));
  if (typeof value === 'boolean') return paint('truth', String(value));
  return paint('nothing', isList(value) ? '[]' : '{}');
}

function isNested(value: JsonValue): value is JsonObject | readonly JsonValue[] {
  return typeof value === 'object' && value !== null && Object.keys(value).length > 0;
}

function isList(value: JsonObject | readonly JsonValue[]): value is readonly JsonValue[] {
  return Array.isArray(value);
}

/** Control characters as what they are called, so that a reply cannot steer the terminal. */
function visible(text: string): string {
  return text.replaceAll(/\p{Cc}/gu, (char) =>
    char === '\t' ? '  ' : `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`,
  );
}
