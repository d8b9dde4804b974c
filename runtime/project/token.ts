/** A piece of source code that matters; comments and blanks are left out. */
export interface Token {
  readonly kind: 'word' | 'string' | 'number' | 'mark';
  /** Offset of the first UTF-16 unit. */
  readonly start: number;
  readonly end: number;
  /** 1-based, as is the column. */
  readonly line: number;
  readonly column: number;
  /** 1-based line of its last unit. */
  readonly endLine: number;
  /** The text; empty for a string, which may be long. */
  readonly text: string;
}

const wordUnit = /[\p{ID_Continue}$\u200c\u200d]/u;

/** Whether this UTF-16 unit may stand in a name; surrogates are taken as letters. */
export function isWordUnit(code: number): boolean {
  if (code < 0x80) {
    const letter = code | 0x20;
    return (letter >= 0x61 && letter <= 0x7a) || isDigit(code) || code === 0x5f || code === 0x24;
  }
  return (code >= 0xd800 && code <= 0xdfff) || wordUnit.test(String.fromCharCode(code));
}

/** Whether this UTF-16 unit is one of 0 to 9. */
export function isDigit(code: number): boolean {
  return code >= 0x30 && code <= 0x39;
}

/** Reads units one after the other and keeps count of lines. */
export class SourceReader {
  readonly text: string;
  readonly tokens: Token[] = [];
  at = 0;
  line = 1;
  #lineStart = 0;
  #begin = { start: 0, line: 1, lineStart: 0 };

  constructor(text: string) {
    this.text = text;
  }

  get isAtEnd(): boolean {
    return this.at >= this.text.length;
  }

  code(ahead = 0): number {
    return this.text.charCodeAt(this.at + ahead);
  }

  startsWith(text: string): boolean {
    return this.text.startsWith(text, this.at);
  }

  /** Goes on behind the line end that stands here; false when there is none. */
  skipLineEnd(): boolean {
    const code = this.code();
    if (code !== 10 && code !== 13) return false;
    this.at += code === 13 && this.code(1) === 10 ? 2 : 1;
    this.line++;
    this.#lineStart = this.at;
    return true;
  }

  /** Goes to the end of this line. */
  skipLine(): void {
    while (!this.isAtEnd && this.code() !== 10 && this.code() !== 13) this.at++;
  }

  /** Goes on behind the closing text; at its absence to the end. Answers whether it was there. */
  skipPast(close: string): boolean {
    const found = this.text.indexOf(close, this.at);
    const end = found === -1 ? this.text.length : found + close.length;
    while (this.at < end) if (!this.skipLineEnd()) this.at++;
    return found !== -1;
  }

  skipWord(): void {
    while (!this.isAtEnd && isWordUnit(this.code())) this.at++;
  }

  /** Begins a token here. */
  begin(): void {
    this.#begin = { start: this.at, line: this.line, lineStart: this.#lineStart };
  }

  /** Ends the token that was begun. */
  push(kind: Token['kind']): void {
    const { start, line, lineStart } = this.#begin;
    const text = kind === 'string' ? '' : this.text.slice(start, this.at);
    const column = start - lineStart + 1;
    this.tokens.push({ kind, start, end: this.at, line, column, endLine: this.line, text });
  }

  /** Goes back to where the token was begun, then to the end of that line. */
  skipLineOfBegin(): void {
    this.at = this.#begin.start;
    this.line = this.#begin.line;
    this.#lineStart = this.#begin.lineStart;
    this.skipLine();
  }
}
