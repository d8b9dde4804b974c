import { putUtf8, utf8Length } from './utf8.ts';

/** Longer lengths than this, 7 digits, no reader of frames takes. */
const longestFrame = 9_999_999;

/** Blanks, a sign and zeros may stand around the length; more bytes than this are no header. */
const longestHeader = 64;

/** First piece of memory for a message that comes in parts. */
const firstPiece = 1_024;

const colon = 0x3a;
const plus = 0x2b;
const zero = 0x30;
const nine = 0x39;

/** Why a stream of frames cannot be read any further. */
export type FrameRefusal =
  /** The bytes are no length and colon; whoever sends speaks another language. */
  | { readonly kind: 'noFrame' }
  /** The announced message is longer than what is taken. */
  | { readonly kind: 'tooLong'; readonly longest: number };

/** The messages that a piece of the stream completed, and why it ended there, if it did. */
export interface FrameBatch {
  readonly payloads: readonly Uint8Array[];
  readonly refusal?: FrameRefusal;
}

/** A text as one frame: the length of its UTF-8 bytes, a colon, the bytes. */
export function encodeFrame(text: string): Uint8Array<ArrayBuffer> {
  const source = text.toWellFormed();
  const length = utf8Length(source);
  const header = `${length}:`;
  const frame = new Uint8Array(header.length + length);
  putUtf8(header, frame, 0);
  putUtf8(source, frame, header.length);
  return frame;
}

/** Where the reader is in `  +0155  :`. */
type HeaderPart = 'lead' | 'sign' | 'digits' | 'trail';

/** Cuts a stream of bytes into the payloads of its frames; memory grows with what has arrived, not with what is announced. */
export class FrameReader {
  readonly #longest: number;
  #part: HeaderPart = 'lead';
  #headerLength = 0;
  #length = 0;
  /** The message so far, once its header is read and its end is still to come. */
  #pieces: Uint8Array | undefined;
  #filled = 0;
  #refusal: FrameRefusal | undefined;

  constructor(longest: number) {
    this.#longest = Math.min(longest, longestFrame);
  }

  /** False while a frame has begun and is not complete. */
  get isBetweenFrames(): boolean {
    return this.#headerLength === 0 && !this.#pieces;
  }

  /** Takes the next piece of the stream; a payload may share memory with it. */
  push(chunk: Uint8Array): FrameBatch {
    const payloads: Uint8Array[] = [];
    let at = 0;
    while (at < chunk.length && !this.#refusal) {
      if (!this.#pieces) {
        at = this.#readHeader(chunk, at);
        continue;
      }
      at = this.#readPayload(chunk, at, this.#pieces, payloads);
    }
    if (this.#pieces && this.#length === 0) this.#finish(payloads, new Uint8Array());
    return this.#refusal ? { payloads, refusal: this.#refusal } : { payloads };
  }

  #readHeader(chunk: Uint8Array, start: number): number {
    for (let at = start; at < chunk.length; at++) {
      const byte = chunk[at] ?? 0;
      if (byte === colon && (this.#part === 'digits' || this.#part === 'trail')) {
        this.#pieces = new Uint8Array();
        return at + 1;
      }
      const part = nextPart(this.#part, byte);
      if (part === undefined || ++this.#headerLength > longestHeader) {
        this.#refusal = { kind: 'noFrame' };
        return at;
      }
      this.#part = part;
      if (part !== 'digits') continue;
      this.#length = this.#length * 10 + byte - zero;
      if (this.#length > this.#longest) {
        this.#refusal = { kind: 'tooLong', longest: this.#longest };
        return at;
      }
    }
    return chunk.length;
  }

  #readPayload(chunk: Uint8Array, at: number, pieces: Uint8Array, payloads: Uint8Array[]): number {
    const end = at + this.#length - this.#filled;
    if (this.#filled === 0 && end <= chunk.length) {
      this.#finish(payloads, chunk.subarray(at, end));
      return end;
    }
    const piece = chunk.subarray(at, end);
    const filled = this.#filled + piece.length;
    const grown = filled <= pieces.length ? pieces : grow(pieces, filled, this.#length);
    grown.set(piece, this.#filled);
    this.#filled = filled;
    this.#pieces = grown;
    if (filled === this.#length) this.#finish(payloads, grown);
    return at + piece.length;
  }

  #finish(payloads: Uint8Array[], payload: Uint8Array): void {
    payloads.push(payload);
    this.#pieces = undefined;
    this.#filled = 0;
    this.#length = 0;
    this.#headerLength = 0;
    this.#part = 'lead';
  }
}

/** What Python's int() takes: blanks, one plus sign, digits, blanks. */
function nextPart(part: HeaderPart, byte: number): HeaderPart | undefined {
  if (byte >= zero && byte <= nine) return part === 'trail' ? undefined : 'digits';
  if (byte === plus) return part === 'lead' ? 'sign' : undefined;
  const isBlank = byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
  if (!isBlank || part === 'sign') return undefined;
  return part === 'lead' ? 'lead' : 'trail';
}

/** At least `needed` bytes; twice as many as before, so that growing stays cheap, but no more than `length`. */
function grow(pieces: Uint8Array, needed: number, length: number): Uint8Array {
  const size = Math.min(length, Math.max(needed, pieces.length * 2, firstPiece));
  const grown = new Uint8Array(size);
  grown.set(pieces);
  return grown;
}
