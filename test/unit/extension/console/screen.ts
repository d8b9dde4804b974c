import { textWidth } from '../../../../extension/console/textWidth.ts';

/** What a terminal would show: enough of one for what the console writes. */
export class Screen {
  readonly #columns: number;
  #rows: string[][] = [[]];
  #row = 0;
  #column = 0;

  constructor(columns: number) {
    this.#columns = columns;
  }

  /** The rows, without blanks at their ends; `|` marks the cursor where asked. */
  text(withCursor = false): string {
    const rows = this.#rows.map((row) => row.map((cell) => cell));
    if (withCursor) rows[this.#row]?.splice(this.#column, 0, '|');
    return rows
      .map((row) => row.join('').trimEnd())
      .join('\n')
      .trimEnd();
  }

  write(text: string): void {
    for (const [piece] of text.matchAll(/\x1b\[[?0-9;]*[A-Za-z]|[^]/gu)) {
      if (piece.startsWith('\x1b')) this.#sequence(piece);
      else if (piece === '\r') this.#column = 0;
      else if (piece === '\n') this.#down();
      else if (piece >= ' ') this.#put(piece);
    }
  }

  #put(char: string): void {
    if (this.#column === this.#columns) {
      this.#column = 0;
      this.#down();
    }
    const row = (this.#rows[this.#row] ??= []);
    while (row.length < this.#column) row.push(' ');
    row[this.#column++] = char;
    // The second cell of a wide character.
    if (textWidth(char) === 2) row[this.#column++] = '';
  }

  #down(): void {
    this.#row++;
    this.#rows[this.#row] ??= [];
  }

  #sequence(sequence: string): void {
    const count = Number(/\d+/.exec(sequence)?.[0] ?? 1);
    const letter = sequence.at(-1);
    if (letter === 'A') this.#row -= count;
    else if (letter === 'C') this.#column += count;
    else if (letter === 'H') this.#row = this.#column = 0;
    else if (sequence === '\x1b[2J') this.#rows = [[]];
    else if (letter === 'J' && count === 1) {
      this.#rows.length = this.#row + 1;
      this.#rows[this.#row]?.splice(this.#column);
    }
  }
}
