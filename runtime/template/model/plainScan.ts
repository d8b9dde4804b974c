import type { BlockSource } from './templateBlock.ts';

const tab = 0x09;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const quote = 0x22;
const percent = 0x25;
const comma = 0x2c;
const minus = 0x2d;
const zero = 0x30;
const nine = 0x39;
const semicolon = 0x3b;
const equals = 0x3d;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;

/** So many digits are safe in JavaScript. */
const mostDigits = 15;
/** A drop-down has one entry for each number. */
const mostNumbers = 1000;

/**
 * Takes the pieces of a canonical template from a text, unit by unit. Each method takes its piece and
 * says so; after the first that does not, nothing more can be said of the text.
 */
export class PlainScan {
  /** The same for all spellings of the last name in upper and lower case. */
  nameHash = 0;
  #text = '';
  #at = 0;
  #end = 0;
  #nameStart = 0;
  #nameEnd = 0;

  /** Starts with another text. */
  open({ source, start, end }: BlockSource): void {
    this.#text = source;
    this.#at = start;
    this.#end = end;
  }

  isAtEnd(): boolean {
    return this.#at === this.#end;
  }

  /** The next unit; -1 at the end. */
  peek(): number {
    return this.#at < this.#end ? this.#text.charCodeAt(this.#at) : -1;
  }

  /** Blanks, then LF, CRLF or the end; a lone CR has a rule of its own. */
  lineEnd(): boolean {
    const start = this.#at;
    this.#skipBlanks();
    if (this.#take(lineFeed)) return true;
    if (this.#at === this.#end) return true;
    if (this.#text.charCodeAt(this.#at + 1) === lineFeed && this.#take(carriageReturn)) {
      this.#at++;
      return true;
    }
    this.#at = start;
    return false;
  }

  /** A whole line, unless it asks to ignore findings. */
  comment(): boolean {
    this.#at++;
    this.#skipBlanks();
    if (this.#text.startsWith('ockle-', this.#at)) return false;
    for (let code = this.peek(); isPlain(code) || code === tab; code = this.peek()) this.#at++;
    return this.lineEnd();
  }

  /** `[name]` */
  sectionName(): string | undefined {
    this.#at++;
    const start = this.#at;
    while (isNameUnit(this.peek())) this.#at++;
    const name = this.#text.slice(start, this.#at);
    return name !== '' && this.#take(closeBracket) ? name : undefined;
  }

  /** `NAME=`, with blanks at will. */
  variableName(): boolean {
    const start = this.#at;
    let hash = 0;
    for (let code = this.peek(); isNameUnit(code); code = this.peek()) {
      // Sets the bit that tells letters in lower case from those in upper case.
      hash = (Math.imul(hash, 31) + (code | 0x20)) | 0;
      this.#at++;
    }
    this.nameHash = hash;
    this.#nameStart = start;
    this.#nameEnd = this.#at;
    if (!isNameStart(this.#text.charCodeAt(start)) || start === this.#at) return false;
    if (this.#take(equals)) return !this.#text.startsWith('__', start);
    this.#skipBlanks();
    return this.#take(equals) && !isOddName(this.nameText());
  }

  nameText(): string {
    return this.#text.slice(this.#nameStart, this.#nameEnd);
  }

  /** `["` */
  arrayStart(): boolean {
    this.#skipBlanks();
    if (!this.#take(openBracket)) return false;
    this.#skipBlanks();
    return this.#take(quote);
  }

  arrayEnd(): boolean {
    this.#skipBlanks();
    return this.#take(closeBracket);
  }

  comma(): boolean {
    this.#skipBlanks();
    if (!this.#take(comma)) return false;
    this.#skipBlanks();
    return true;
  }

  word(word: string): boolean {
    if (!this.#text.startsWith(word, this.#at)) return false;
    this.#at += word.length;
    return true;
  }

  /** `true` or `false` */
  flag(): boolean {
    return this.word('true') || this.word('false');
  }

  /** A whole number from 0 that JavaScript can keep. */
  wholeNumber(): boolean {
    const start = this.#at;
    const digits = this.#digits();
    return digits === 1 || (isShort(digits) && this.#text.charCodeAt(start) !== zero);
  }

  /** A text that survives the form and all readers. */
  textDefault(isBracketOdd: boolean): boolean {
    const start = this.#at + 1;
    if (!this.#plainText()) return false;
    const end = this.#at - 1;
    if (start === end) return true;
    const first = this.#text.charCodeAt(start);
    if (isBracketOdd && first === openBracket) return false;
    return first !== space && this.#text.charCodeAt(end - 1) !== space;
  }

  /** `,1,"1-8"` with the default inside a range of reasonable size. */
  rangeArguments(): boolean {
    if (!this.comma()) return false;
    const start = this.#at;
    if (!this.wholeNumber()) return false;
    const value = Number(this.#text.slice(start, this.#at));
    if (!this.comma() || !this.#take(quote)) return false;
    const lowStart = this.#at;
    if (!isShort(this.#digits())) return false;
    const low = Number(this.#text.slice(lowStart, this.#at));
    if (!this.#take(minus)) return false;
    const highStart = this.#at;
    if (!isShort(this.#digits())) return false;
    const high = Number(this.#text.slice(highStart, this.#at));
    return this.#take(quote) && low <= value && value <= high && high - low < mostNumbers;
  }

  /** `,false` or `,true` with or without a link that names the entry. */
  listArguments(): boolean {
    if (!this.comma()) return false;
    if (this.word('false')) return true;
    if (!this.word('true')) return false;
    this.#skipBlanks();
    if (this.peek() !== comma) return true;
    const start = this.#at;
    if (!this.comma() || !this.#plainText()) return false;
    const url = this.#text.slice(start, this.#at);
    return url.includes('~~name~~') && !url.includes(':');
  }

  /** Text in quotes without anything that any reader takes for something else. */
  #plainText(): boolean {
    if (!this.#take(quote)) return false;
    for (let code = this.peek(); code !== quote; code = this.peek()) {
      if (!isPlain(code) || code === backslash || code === percent || code === semicolon) {
        return false;
      }
      this.#at++;
    }
    this.#at++;
    return true;
  }

  #digits(): number {
    const start = this.#at;
    for (let code = this.peek(); code >= zero && code <= nine; code = this.peek()) this.#at++;
    return this.#at - start;
  }

  #take(code: number): boolean {
    if (this.#at >= this.#end || this.#text.charCodeAt(this.#at) !== code) return false;
    this.#at++;
    return true;
  }

  #skipBlanks(): void {
    for (let code = this.peek(); code === space || code === tab; code = this.peek()) this.#at++;
  }
}

function isShort(digits: number): boolean {
  return digits > 0 && digits <= mostDigits;
}

/** Letters and signs of most scripts; blanks, controls and what has a rule of its own are left out. */
function isPlain(code: number): boolean {
  return (
    (code >= space && code < 0x7f) ||
    (code > 0xa0 && code < 0x1680) ||
    (code > 0x3000 && code < 0xe000)
  );
}

function isNameUnit(code: number): boolean {
  return isNameStart(code) || (code >= zero && code <= nine) || code === 0x2e || code === minus;
}

/** A letter or `_`. */
function isNameStart(code: number): boolean {
  return (code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || code === 0x5f;
}

/** `__name__` and its like have a rule of their own, as has the comment sign `rem`. */
function isOddName(name: string): boolean {
  return name.startsWith('__') || name.toLowerCase() === 'rem';
}
