/** A text, and whether all of its bytes were UTF-8. */
export interface DecodedText {
  /** A byte-order mark stays in it; U+FFFD stands for bytes that are no UTF-8. */
  readonly text: string;
  readonly isValid: boolean;
}

/** Short enough to be passed as arguments. */
const chunk = 4096;

/** Decodes without any ambient API, since this has to run everywhere. */
export function decodeUtf8(bytes: Uint8Array): DecodedText {
  const parts: string[] = [];
  let points: number[] = [];
  let isValid = true;
  for (let at = 0; at < bytes.length;) {
    const { point, length } = readPoint(bytes, at);
    isValid &&= point !== undefined;
    points.push(point ?? 0xfffd);
    at += length;
    if (points.length < chunk) continue;
    parts.push(String.fromCodePoint(...points));
    points = [];
  }
  parts.push(String.fromCodePoint(...points));
  return { text: parts.join(''), isValid };
}

interface ReadPoint {
  /** Undefined where the bytes are no UTF-8. */
  readonly point: number | undefined;
  readonly length: number;
}

/** By the number of leading ones: the bits of the first byte, and the least point of that length. */
const shapes: readonly { readonly mask: number; readonly least: number }[] = [
  { mask: 0x1f, least: 0x80 },
  { mask: 0x0f, least: 0x800 },
  { mask: 0x07, least: 0x1_0000 },
];

function readPoint(bytes: Uint8Array, at: number): ReadPoint {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return { point: first, length: 1 };
  const more = bytesAfter(first);
  const shape = shapes[more - 1];
  if (!shape) return { point: undefined, length: 1 };
  let point = first & shape.mask;
  for (let index = 1; index <= more; index++) {
    const next = bytes[at + index] ?? 0;
    if ((next & 0xc0) !== 0x80) return { point: undefined, length: index };
    point = (point << 6) | (next & 0x3f);
  }
  const isCharacter = point >= shape.least && point <= 0x10_ffff && !isSurrogate(point);
  return { point: isCharacter ? point : undefined, length: more + 1 };
}

function bytesAfter(first: number): number {
  if (first < 0xc2 || first > 0xf4) return 0;
  return first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
}

function isSurrogate(point: number): boolean {
  return point >= 0xd800 && point <= 0xdfff;
}
