import type { Token } from './token.ts';
import { isDigit, isWordUnit, SourceReader } from './token.ts';

/** One statement's tokens, all its physical lines together. */
export interface LogicalLine {
  /** Width of the blanks before it; a tab goes to the next multiple of eight. */
  readonly indent: number;
  readonly tokens: readonly Token[];
}

const backslash = 0x5c;
/** Words that begin a statement and stand nowhere else: an open bracket before them was forgotten. */
const statementWords = new Set(
  'class def return while try raise pass break continue del global assert with import'.split(' '),
);
const stringPrefix = /^(?:[rbuft]|[rbft]{2}|ur)$/i;

/** The statements of a Python text in one pass, whatever state the text is in. */
export function scanPython(text: string): readonly LogicalLine[] {
  const scanner = new PythonScanner(text);
  scanner.scan();
  return scanner.lines;
}

function isQuote(code: number): boolean {
  return code === 0x22 || code === 0x27;
}

class PythonScanner extends SourceReader {
  readonly lines: LogicalLine[] = [];
  /** Index of the first token of the statement being read. */
  #from = 0;
  #depth = 0;
  #indent = 0;
  #isLineStart = true;
  #hasGivenUp = false;

  scan(): void {
    if (this.code() === 0xfeff) this.at++;
    while (!this.isAtEnd) this.#next();
    this.#endStatement();
  }

  #next(): void {
    if (this.#isLineStart) this.#readIndent();
    const code = this.code();
    if (this.isAtEnd || this.#lineEnd()) return;
    if (code === 0x23) this.skipLine();
    else if (isQuote(code)) this.#string();
    else if (isDigit(code)) this.#number();
    else if (isWordUnit(code)) this.#word();
    else if (code === backslash) this.#continuation();
    else if (code <= 0x20) this.at++;
    else this.#mark(code);
  }

  #readIndent(): void {
    this.#isLineStart = false;
    let width = 0;
    for (; ; this.at++) {
      const code = this.code();
      if (code === 0x20) width++;
      else if (code === 9) width += 8 - (width % 8);
      else if (code === 12) width = 0;
      else break;
    }
    if (this.#depth === 0 && this.#from === this.tokens.length) this.#indent = width;
    else if (this.#startsStatement()) {
      this.#endStatement();
      this.#indent = width;
    }
  }

  #startsStatement(): boolean {
    const at = this.at;
    this.skipWord();
    const word = this.text.slice(at, this.at);
    this.at = at;
    return statementWords.has(word);
  }

  #lineEnd(): boolean {
    if (!this.skipLineEnd()) return false;
    this.#isLineStart = true;
    if (this.#depth === 0) this.#endStatement();
    return true;
  }

  #continuation(): void {
    this.begin();
    this.at++;
    if (!this.skipLineEnd()) this.push('mark');
  }

  #endStatement(): void {
    const tokens = this.tokens.slice(this.#from);
    this.#from = this.tokens.length;
    this.#depth = 0;
    if (tokens.length > 0) this.lines.push({ indent: this.#indent, tokens });
  }

  #word(): void {
    const start = this.at;
    this.begin();
    this.skipWord();
    const isPrefix = isQuote(this.code()) && this.at - start <= 2;
    if (isPrefix && stringPrefix.test(this.text.slice(start, this.at))) this.#stringRest();
    else this.push('word');
  }

  #string(): void {
    this.begin();
    this.#stringRest();
  }

  /** A string whose prefix was read; its quote stands here. */
  #stringRest(): void {
    const quote = this.text.charAt(this.at);
    const triple = quote.repeat(3);
    if (this.startsWith(triple)) {
      this.at += 3;
      if (!this.#tripleEnd(triple)) this.#giveUp();
    } else this.#shortString(quote.charCodeAt(0));
    this.push('string');
  }

  #tripleEnd(triple: string): boolean {
    while (!this.isAtEnd) {
      if (this.startsWith(triple)) {
        this.at += 3;
        return true;
      }
      if (this.code() === backslash) this.at++;
      if (!this.skipLineEnd()) this.at++;
    }
    return false;
  }

  /** Three quotes that were only just typed must not hide the rest of the file. */
  #giveUp(): void {
    this.at = this.text.length;
    if (!this.#hasGivenUp) this.skipLineOfBegin();
    this.#hasGivenUp = true;
  }

  #shortString(quote: number): void {
    this.at++;
    while (!this.isAtEnd && this.code() !== quote) {
      if (this.code() === 10 || this.code() === 13) return;
      if (this.code() === backslash) {
        this.at++;
        if (this.skipLineEnd()) continue;
      }
      this.at++;
    }
    this.at = Math.min(this.at + 1, this.text.length);
  }

  #number(): void {
    this.begin();
    while (isWordUnit(this.code()) || this.code() === 0x2e) this.at++;
    this.push('number');
  }

  #mark(code: number): void {
    this.begin();
    this.at++;
    if (code === 0x28 || code === 0x5b || code === 0x7b) this.#depth++;
    else if (code === 0x29 || code === 0x5d || code === 0x7d) {
      this.#depth = Math.max(0, this.#depth - 1);
    }
    this.push('mark');
  }
}
