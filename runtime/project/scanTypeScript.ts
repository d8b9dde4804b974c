import { isBlank } from '../ini/index.ts';
import type { Token } from './token.ts';
import { isDigit, isWordUnit, SourceReader } from './token.ts';

const backtick = 0x60;
const slash = 0x2f;
const star = 0x2a;
const backslash = 0x5c;
const dollar = 0x24;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openParen = 0x28;
const closeParen = 0x29;

/** Words after which a slash begins a regular expression although they look like a value. */
const wordsBeforeValue = new Set(
  'return typeof instanceof in of new delete void throw case do else yield await'.split(' '),
);
/** Words whose parentheses hold no value. */
const wordsBeforeParen = new Set(['if', 'while', 'for', 'with']);

/** The tokens of a TypeScript text in one pass, whatever state the text is in. */
export function scanTypeScript(text: string): readonly Token[] {
  const scanner = new TypeScriptScanner(text);
  scanner.scan();
  return scanner.tokens;
}

class TypeScriptScanner extends SourceReader {
  /** What each open parenthesis or brace is: `head` closes before a statement, `template` before text. */
  readonly #open: ('plain' | 'head' | 'template')[] = [];
  /** Before this offset no regular expression ends in its line. */
  #noRegexBefore = 0;
  #lastClosed: 'plain' | 'head' | 'template' = 'plain';
  /** Where an unclosed template was given up; a second one may take the rest of the text. */
  #hasGivenUp = false;

  scan(): void {
    if (this.startsWith('\ufeff')) this.at++;
    if (this.startsWith('#!')) this.skipLine();
    while (!this.isAtEnd) this.#next();
  }

  #next(): void {
    const code = this.code();
    if (this.skipLineEnd() || (code === slash && (this.#comment() || this.#regex()))) return;
    if (code === 0x22 || code === 0x27) this.#string(code);
    else if (code === backtick) this.#template();
    else if (isDigit(code)) this.#number();
    else if (isWordUnit(code)) this.#word();
    else if (isBlank(code)) this.at++;
    else this.#mark(code);
  }

  #comment(): boolean {
    if (this.code(1) === slash) {
      this.skipLine();
      return true;
    }
    if (this.code(1) !== star) return false;
    this.at += 2;
    this.skipPast('*/');
    return true;
  }

  #string(quote: number): void {
    this.begin();
    this.at++;
    while (!this.isAtEnd && this.code() !== quote) {
      if (this.code() === 10 || this.code() === 13) break;
      if (this.code() === backslash) {
        this.at++;
        if (this.skipLineEnd()) continue;
      }
      this.at++;
    }
    if (this.code() === quote) this.at++;
    this.at = Math.min(this.at, this.text.length);
    this.push('string');
  }

  /** Text of a template from its opening unit to its end or to the next `${`. */
  #template(): void {
    this.begin();
    this.at++;
    while (!this.isAtEnd) {
      const code = this.code();
      if (code === backtick) {
        this.at++;
        this.push('string');
        return;
      }
      if (code === dollar && this.code(1) === openBrace) {
        this.at += 2;
        this.push('string');
        this.#open.push('template');
        return;
      }
      if (code === backslash) this.at++;
      if (!this.skipLineEnd()) this.at++;
    }
    this.#giveUpTemplate();
  }

  /** A backtick that was only just typed must not hide the rest of the file. */
  #giveUpTemplate(): void {
    this.at = this.text.length;
    if (!this.#hasGivenUp) this.skipLineOfBegin();
    this.#hasGivenUp = true;
    this.push('string');
  }

  #regex(): boolean {
    if (this.at < this.#noRegexBefore || !this.#valueMayBegin()) return false;
    let isInClass = false;
    for (let at = this.at + 1; at < this.text.length; at++) {
      const code = this.text.charCodeAt(at);
      if (code === 10 || code === 13) {
        this.#noRegexBefore = at;
        return false;
      }
      if (code === backslash) at++;
      else if (code === 0x5b) isInClass = true;
      else if (code === 0x5d) isInClass = false;
      else if (code === slash && !isInClass) {
        this.begin();
        this.at = at + 1;
        this.skipWord();
        this.push('string');
        return true;
      }
    }
    this.#noRegexBefore = this.text.length;
    return false;
  }

  #valueMayBegin(): boolean {
    const last = this.tokens.at(-1);
    if (!last) return true;
    if (last.kind === 'word') return wordsBeforeValue.has(last.text);
    if (last.kind !== 'mark') return false;
    if (last.text === ')') return this.#lastClosed === 'head';
    // A slash that begins a line after a block begins a statement; after an object it divides.
    if (last.text === '}') return last.line < this.line;
    return last.text !== ']' && last.text !== '++' && last.text !== '--';
  }

  #number(): void {
    this.begin();
    while (isWordUnit(this.code()) || (this.code() === 0x2e && this.code(1) !== 0x2e)) this.at++;
    this.push('number');
  }

  #word(): void {
    this.begin();
    this.skipWord();
    this.push('word');
  }

  #mark(code: number): void {
    if (code === openParen) {
      const last = this.tokens.at(-1);
      const isHead = last?.kind === 'word' && wordsBeforeParen.has(last.text);
      this.#open.push(isHead ? 'head' : 'plain');
    } else if (code === openBrace) this.#open.push('plain');
    else if (code === closeParen || code === closeBrace) {
      const closed = this.#open.pop() ?? 'plain';
      if (code === closeBrace && closed === 'template') {
        this.#template();
        return;
      }
      this.#lastClosed = closed;
    }
    this.begin();
    this.at += ['=>', '++', '--', '?.'].some((mark) => this.startsWith(mark)) ? 2 : 1;
    this.push('mark');
  }
}
