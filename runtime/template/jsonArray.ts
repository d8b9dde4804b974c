import { isWideBlank } from '../ini/index.ts';
import type { ArrayElement, JsonCode, JsonError, Stretch } from './jsonModel.ts';
import { readToken } from './jsonToken.ts';

/** An array of a template as far as it can be read, and all that keeps it from being JSON. */
export interface JsonArray {
  readonly elements: readonly ArrayElement[];
  readonly errors: readonly JsonError[];
  /** Every text in double quotes, at any depth. */
  readonly strings: readonly Stretch[];
  /** After the closing bracket, or where reading stopped. */
  readonly end: number;
  readonly isClosed: boolean;
}

/** Deeper nesting overflows readers elsewhere; no template needs any. */
const deepest = 64;

/** Reads the array whose `[` is at `start`; never throws. */
export function readJsonArray(text: string, start = 0): JsonArray {
  const scanner = new ArrayScanner(text, start);
  const elements = scanner.array(1);
  const { errors, strings, at } = scanner;
  return { elements, errors, strings, end: at, isClosed: !scanner.isHalted() };
}

class ArrayScanner {
  readonly errors: JsonError[] = [];
  readonly strings: Stretch[] = [];
  at: number;
  readonly #text: string;
  #halted = false;

  constructor(text: string, start: number) {
    this.#text = text;
    this.at = start;
  }

  /** Whether nothing sensible can be said about the rest. */
  isHalted(): boolean {
    return this.#halted;
  }

  array(depth: number): ArrayElement[] {
    const elements: ArrayElement[] = [];
    this.at++;
    let comma: number | undefined;
    while (!this.isHalted()) {
      const next = this.#next();
      if (next === '') this.#unclosed();
      else if (next === ']') {
        if (comma !== undefined) this.#report('json-trailing-comma', comma, comma + 1);
        this.at++;
        break;
      } else if (next === ',') {
        comma = this.at;
        this.#report('json-syntax', this.at, ++this.at);
      } else {
        elements.push(this.#element(depth));
        comma = this.isHalted() ? undefined : this.#separator();
      }
    }
    return elements;
  }

  /** The comma after an element, if there is one; says so if there should be one. */
  #separator(): number | undefined {
    const end = this.at;
    const next = this.#next();
    if (next === ',') return this.at++;
    if (next === '' || next === ']') return undefined;
    if (!startsElement(next)) this.#unexpected();
    else if (end < this.at) this.#report('json-missing-comma', end, this.at);
    else this.#report('json-missing-comma', this.at, this.at + 1);
    return undefined;
  }

  #element(depth: number): ArrayElement {
    const start = this.at;
    const first = this.#text.charAt(start);
    if (first === '[' || first === '{') {
      if (depth >= deepest) {
        this.#report('nesting-too-deep', start, start + 1);
        this.#halted = true;
      } else if (first === '[') this.array(depth + 1);
      else this.#object(depth + 1);
      return { kind: first === '[' ? 'array' : 'object', start, end: this.at, value: undefined };
    }
    return this.#token();
  }

  #token(): ArrayElement {
    const token = readToken(this.#text, this.at);
    for (const error of token.errors) this.errors.push(error);
    if (token.element.kind === 'string') this.strings.push(token.element);
    this.#halted ||= token.isLast;
    this.at = token.element.end;
    return token.element;
  }

  #object(depth: number): void {
    this.at++;
    if (this.#next() === '}') {
      this.at++;
      return;
    }
    while (!this.isHalted()) {
      if (!this.#expect('"')) return;
      this.#token();
      if (this.isHalted() || !this.#expect(':')) return;
      this.at++;
      if (!startsElement(this.#next())) {
        this.#unexpected();
        return;
      }
      this.#element(depth);
      if (this.isHalted()) return;
      const isEnd = this.#next() === '}';
      if (!isEnd && !this.#expect(',')) return;
      this.at++;
      if (isEnd) return;
    }
  }

  #expect(unit: string): boolean {
    const found = this.#next() === unit;
    if (!found) this.#unexpected();
    return found;
  }

  #unexpected(): void {
    if (this.at >= this.#text.length) {
      this.#unclosed();
      return;
    }
    this.#report('json-syntax', this.at, this.at + 1);
    this.#halted = true;
  }

  #unclosed(): void {
    const last = this.#text.length - 1;
    this.#report('json-unclosed-array', last, last + 1);
    this.#halted = true;
  }

  #report(code: JsonCode, start: number, end: number): void {
    this.errors.push({ code, start, end });
  }

  /** The next unit that is no blank; wide blanks have a rule of their own. */
  #next(): string {
    while (this.at < this.#text.length && isGap(this.#text.charCodeAt(this.at))) this.at++;
    return this.#text.charAt(this.at);
  }
}

function isGap(code: number): boolean {
  return code === 0x20 || code === 0x09 || code === 0x0a || isWideBlank(code);
}

function startsElement(unit: string): boolean {
  return unit !== '' && !',]}:;#()=<>|&!?*`\\^'.includes(unit);
}
