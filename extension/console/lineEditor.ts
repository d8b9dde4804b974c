import { commonStart, type Completion } from './commandLine.ts';
import { readKeys, type Key } from './terminalKeys.ts';
import { charsOf, textWidth } from './textWidth.ts';

/** What the editor asks and tells its owner. */
export interface LineEditorHost {
  /** What stands before the line; `width` is that of its text without colours. */
  readonly prompt: () => { readonly text: string; readonly width: number };
  readonly complete: (line: string, cursor: number) => Completion;
  /** A line was entered; no other is taken before `ready`. */
  readonly entered: (line: string) => void;
  /** Ctrl+C while a line is being worked on. */
  readonly interrupted: () => void;
}

const longestHistory = 200;
const eraseBelow = '\x1b[J';

/** Edits one line of a terminal: keys go in, what to write on the screen comes out. */
export class LineEditor {
  readonly #host: LineEditorHost;
  readonly #history: string[] = [];
  #chars: string[] = [];
  #cursor = 0;
  /** Which entry of the history is shown; its length for the line being typed. */
  #place = 0;
  #draft = '';
  #columns = 80;
  /** The row of the cursor below the row where the prompt begins. */
  #row = 0;
  #isBusy = true;
  #pending = '';
  #waiting: Key[] = [];

  constructor(host: LineEditorHost) {
    this.#host = host;
  }

  get line(): string {
    return this.#chars.join('');
  }

  /** Tells how many characters fit into a row. */
  resize(columns: number): void {
    this.#columns = Math.max(2, columns);
  }

  /** Takes what the terminal sends and answers what to write to it. */
  input(data: string): string {
    const { keys, rest } = readKeys(this.#pending + data);
    this.#pending = rest;
    return keys.map((key) => this.#press(key)).join('');
  }

  /** Shows the prompt; keys that came in the meantime are typed now. */
  ready(): string {
    this.#isBusy = false;
    this.#row = 0;
    const keys = this.#waiting;
    this.#waiting = [];
    return this.#draw() + keys.map((key) => this.#press(key)).join('');
  }

  /** Writes lines above the one that is being edited. */
  print(text: string): string {
    const lines = `${text.replaceAll('\n', '\r\n')}\r\n`;
    if (this.#isBusy) return lines;
    const cleared = this.#toStart() + eraseBelow;
    this.#row = 0;
    return cleared + lines + this.#draw();
  }

  #press(key: Key): string {
    if (this.#isBusy) {
      if (key.kind === 'cancel') {
        this.#waiting = [];
        this.#host.interrupted();
      } else this.#waiting.push(key);
      return '';
    }
    switch (key.kind) {
      case 'text':
        return this.#insert(key.text);
      case 'enter':
        return this.#enter();
      case 'cancel':
        return this.#cancel();
      case 'complete':
        return this.#complete();
      case 'older':
        return this.#recall(this.#place - 1);
      case 'newer':
        return this.#recall(this.#place + 1);
      case 'clearScreen':
        this.#row = 0;
        return `\x1b[2J\x1b[3J\x1b[H${this.#draw()}`;
      default:
        return this.#edit(key.kind);
    }
  }

  #edit(kind: Exclude<Key['kind'], 'text'>): string {
    const { length } = this.#chars;
    const moves: Partial<Record<Key['kind'], number>> = {
      left: Math.max(0, this.#cursor - 1),
      right: Math.min(length, this.#cursor + 1),
      home: 0,
      end: length,
      wordLeft: this.#wordLeft(),
      wordRight: this.#wordRight(),
    };
    const removals: Partial<Record<Key['kind'], readonly [from: number, to: number]>> = {
      backspace: [Math.max(0, this.#cursor - 1), this.#cursor],
      delete: [this.#cursor, Math.min(length, this.#cursor + 1)],
      killLeft: [0, this.#cursor],
      killRight: [this.#cursor, length],
      killWord: [this.#wordLeft(), this.#cursor],
    };
    const [from, to] = removals[kind] ?? [0, 0];
    if (to > from) this.#chars.splice(from, to - from);
    this.#cursor = removals[kind] ? from : (moves[kind] ?? this.#cursor);
    return this.#redraw();
  }

  #insert(text: string): string {
    const chars = charsOf(text);
    const isAtEnd = this.#cursor === this.#chars.length;
    this.#chars.splice(this.#cursor, 0, ...chars);
    this.#cursor += chars.length;
    const before = this.#host.prompt().width + this.#widthTo(this.#cursor - chars.length);
    const after = before + textWidth(text);
    const isSameRow = Math.floor(before / this.#columns) === Math.floor(after / this.#columns);
    return isAtEnd && isSameRow ? text : this.#redraw();
  }

  #enter(): string {
    const { line } = this;
    const out = this.#toEnd();
    if (line.trim() !== '') {
      if (this.#history.at(-1) !== line) this.#history.push(line);
      if (this.#history.length > longestHistory) this.#history.shift();
    }
    this.#reset();
    this.#isBusy = true;
    this.#host.entered(line);
    return out;
  }

  #cancel(): string {
    const out = this.#toEnd('^C');
    this.#reset();
    return out + this.#draw();
  }

  #complete(): string {
    const { start, candidates } = this.#host.complete(this.line, this.#codeUnits());
    const [only] = candidates;
    if (only === undefined) return '\x07';
    const typed = this.line.slice(start, this.#codeUnits());
    const common = commonStart(candidates);
    const isOne = candidates.length === 1;
    const text = isOne && !only.endsWith('=') ? `${only} ` : common;
    if (text.length > typed.length) {
      const count = charsOf(typed).length;
      const chars = charsOf(text);
      this.#chars.splice(this.#cursor - count, count, ...chars);
      this.#cursor += chars.length - count;
      return this.#redraw();
    }
    return isOne ? '' : this.print(`\x1b[90m${candidates.join('  ')}\x1b[39m`);
  }

  #recall(place: number): string {
    if (place < 0 || place > this.#history.length) return '\x07';
    if (this.#place === this.#history.length) this.#draft = this.line;
    this.#place = place;
    this.#chars = charsOf(this.#history[place] ?? this.#draft);
    this.#cursor = this.#chars.length;
    return this.#redraw();
  }

  #reset(): void {
    this.#chars = [];
    this.#cursor = 0;
    this.#place = this.#history.length;
    this.#draft = '';
  }

  #redraw(): string {
    const start = this.#toStart();
    return start + eraseBelow + this.#draw();
  }

  /** Prompt and line from where the cursor stands, which is the start of a row. */
  #draw(): string {
    const { text, width } = this.#host.prompt();
    const end = width + this.#widthTo(this.#chars.length);
    const at = width + this.#widthTo(this.#cursor);
    // A row that is just full leaves the cursor behind its end until something follows.
    const wrap = end > 0 && end % this.#columns === 0 ? '\r\n' : '';
    this.#row = Math.floor(at / this.#columns);
    const up = Math.floor(end / this.#columns) - this.#row;
    const right = at % this.#columns;
    const back = `\r${up > 0 ? `\x1b[${up}A` : ''}${right > 0 ? `\x1b[${right}C` : ''}`;
    return text + this.line + wrap + (at === end ? '' : back);
  }

  #toStart(): string {
    return `${this.#row > 0 ? `\x1b[${this.#row}A` : ''}\r`;
  }

  /** Leaves the line as it stands, with `mark` behind it, and goes to the next row. */
  #toEnd(mark = ''): string {
    this.#cursor = this.#chars.length;
    const out = `${this.#redraw()}${mark}\r\n`;
    this.#row = 0;
    return out;
  }

  #widthTo(count: number): number {
    return textWidth(this.#chars.slice(0, count).join(''));
  }

  #codeUnits(): number {
    return this.#chars.slice(0, this.#cursor).join('').length;
  }

  #wordLeft(): number {
    let at = this.#cursor;
    while (at > 0 && isBlank(this.#chars[at - 1])) at--;
    while (at > 0 && !isBlank(this.#chars[at - 1])) at--;
    return at;
  }

  #wordRight(): number {
    let at = this.#cursor;
    while (at < this.#chars.length && isBlank(this.#chars[at])) at++;
    while (at < this.#chars.length && !isBlank(this.#chars[at])) at++;
    return at;
  }
}

function isBlank(char: string | undefined): boolean {
  return char === ' ' || char === '=';
}
