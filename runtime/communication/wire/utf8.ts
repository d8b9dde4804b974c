/** The most character codes that one call may take as arguments. */
const mostAtOnce = 8_192;

/** A text as UTF-8; what is no half of a pair becomes U+FFFD. */
export function encodeUtf8(text: string): Uint8Array<ArrayBuffer> {
  const source = text.toWellFormed();
  const bytes = new Uint8Array(utf8Length(source));
  putUtf8(source, bytes, 0);
  return bytes;
}

/** Puts a well-formed text into bytes that have room for it. */
export function putUtf8(text: string, bytes: Uint8Array, start: number): void {
  let at = start;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x80) {
      bytes[at++] = code;
      continue;
    }
    const point = text.codePointAt(index) ?? 0;
    if (point > 0xffff) index++;
    at = putPoint(bytes, at, point);
  }
}

/** The text of UTF-8 bytes; undefined when they are none. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  const parts: string[] = [];
  let at = 0;
  while (at < bytes.length) {
    const end = endOfAscii(bytes, at);
    if (end > at) parts.push(asciiText(bytes.subarray(at, end)));
    at = end;
    const first = bytes[at] ?? 0;
    if (first < 0x80) continue;
    const length = lengthOf(first);
    const point = readPoint(bytes, at, first, length);
    if (point === undefined) return undefined;
    parts.push(String.fromCodePoint(point));
    at += length;
  }
  return parts.join('');
}

const beyondAscii = /[\u0080-\uffff]/;

/** Applied, as spreading an array of bytes takes several times as long. */
function asciiText(bytes: Uint8Array): string {
  return String.fromCharCode.apply(null, bytes as unknown as number[]);
}

/** Where the run of ASCII ends, or the most of it that is taken at once. */
function endOfAscii(bytes: Uint8Array, start: number): number {
  const most = Math.min(bytes.length, start + mostAtOnce);
  let at = start;
  while (at < most && (bytes[at] ?? 0) < 0x80) at++;
  return at;
}

/** How many bytes a well-formed text has. */
export function utf8Length(text: string): number {
  let length = text.length;
  if (!beyondAscii.test(text)) return length;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    if (code < 0x80) continue;
    const isHalfOfPair = code >= 0xd800 && code < 0xe000;
    length += code < 0x800 || isHalfOfPair ? 1 : 2;
  }
  return length;
}

function putPoint(bytes: Uint8Array, start: number, point: number): number {
  let at = start;
  if (point < 0x800) {
    bytes[at++] = 0xc0 | (point >> 6);
  } else {
    if (point < 0x10000) {
      bytes[at++] = 0xe0 | (point >> 12);
    } else {
      bytes[at++] = 0xf0 | (point >> 18);
      bytes[at++] = 0x80 | ((point >> 12) & 0x3f);
    }
    bytes[at++] = 0x80 | ((point >> 6) & 0x3f);
  }
  bytes[at++] = 0x80 | (point & 0x3f);
  return at;
}

function lengthOf(first: number): number {
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}

/** The smallest code point that needs so many bytes. */
const smallest = [0, 0, 0x80, 0x800, 0x10000] as const;

function readPoint(
  bytes: Uint8Array,
  at: number,
  first: number,
  length: number,
): number | undefined {
  if (first < 0xc2 || first > 0xf4 || at + length > bytes.length) return undefined;
  let point = first & (0x7f >> length);
  for (let index = at + 1; index < at + length; index++) {
    const next = bytes[index] ?? 0;
    if ((next & 0xc0) !== 0x80) return undefined;
    point = (point << 6) | (next & 0x3f);
  }
  const isHalfOfPair = point >= 0xd800 && point < 0xe000;
  const isShortest = point >= (smallest[length] ?? 0);
  return isShortest && !isHalfOfPair && point <= 0x10ffff ? point : undefined;
}
