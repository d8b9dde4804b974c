import { WireError } from './wireError.ts';

const entities: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
]);

/** `&#x10FFFF;` with some leading zeros. */
const longestReference = 16;

// eslint does not let control characters stand in a regular expression's text.
const unfit = new RegExp('[\\0-\\x08\\x0B\\x0C\\x0E-\\x1F\\uFFFE\\uFFFF]', 'g');

/** What stands for a character below 0x40 between tags; nothing where it stands for itself. */
const lowEscapes: readonly (string | undefined)[] = Array.from({ length: 0x40 }, (_, code) => {
  if (code < 0x20) return [0x09, 0x0a, 0x0d].includes(code) ? undefined : '\uFFFD';
  return { 0x22: '&quot;', 0x26: '&amp;', 0x3c: '&lt;', 0x3e: '&gt;' }[code];
});

/** A text as it stands between tags; characters that XML does not have become U+FFFD. */
export function escapeText(text: string): string {
  let escaped = '';
  let done = 0;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code >= 0x40 && code < 0xfffe) continue;
    const escape = code < 0x40 ? lowEscapes[code] : '\uFFFD';
    if (escape === undefined) continue;
    escaped += text.slice(done, at) + escape;
    done = at + 1;
  }
  return done === 0 ? text : escaped + text.slice(done);
}

/** A text as it stands in an attribute; readers would turn its line breaks into blanks. */
export function escapeAttribute(text: string): string {
  const escaped = escapeText(text);
  if (!/[\t\n\r]/.test(escaped)) return escaped;
  return escaped.replace(/[\t\n\r]/g, (blank) => `&#${blank.charCodeAt(0)};`);
}

/** Where a character stands that XML does not have; -1 when there is none. */
export function findUnfit(text: string): number {
  return text.search(unfit);
}

/**
 * Puts characters in the place of their references.
 * @throws WireError for a reference to an entity of the sender's own, or to no character
 */
export function resolveReferences(text: string): string {
  let at = text.indexOf('&');
  if (at < 0) return text;
  const parts: string[] = [];
  let done = 0;
  for (; at >= 0; at = text.indexOf('&', done)) {
    parts.push(text.slice(done, at));
    const reference = text.slice(at + 1, at + longestReference);
    const length = reference.indexOf(';');
    if (length < 0) throw new WireError('An & has to be written as &amp;.');
    parts.push(resolve(reference.slice(0, length)));
    done = at + length + 2;
  }
  parts.push(text.slice(done));
  return parts.join('');
}

function resolve(reference: string): string {
  if (reference.startsWith('#')) return characterOf(reference);
  const character = entities.get(reference);
  if (character === undefined) throw new WireError(`There is no entity &${reference};.`);
  return character;
}

function characterOf(reference: string): string {
  const digits = /^#(?:x([0-9A-Fa-f]+)|([0-9]+))$/.exec(reference);
  const [, hex, decimal] = digits ?? [];
  const point = hex === undefined ? Number(decimal ?? NaN) : parseInt(hex, 16);
  if (isCharacter(point)) return String.fromCodePoint(point);
  throw new WireError(`&${reference}; is no character.`);
}

function isCharacter(point: number): boolean {
  if (point < 0x20) return point === 0x09 || point === 0x0a || point === 0x0d;
  const isHalfOfPair = point >= 0xd800 && point < 0xe000;
  return point <= 0x10ffff && !isHalfOfPair && point !== 0xfffe && point !== 0xffff;
}
