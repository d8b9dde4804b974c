import { StringDecoder } from 'node:string_decoder';

/** Most characters of one line that are kept. */
export const maxLineLength = 64 * 1024;

const cutMark = ' … (cut: the line is longer than 64 KiB)';

/** A text that is too long for one line of the log, cut with a mark. */
export function cutLine(text: string): string {
  return text.length > maxLineLength ? text.slice(0, maxLineLength) + cutMark : text;
}

/** Makes lines of the chunks of a stream; characters cut between chunks stay whole. */
export class LineSplitter {
  readonly #decoder = new StringDecoder('utf8');
  readonly #onLine: (line: string) => void;
  #rest = '';
  /** The line was delivered already, cut; what still comes of it is left out. */
  #skipping = false;

  constructor(onLine: (line: string) => void) {
    this.#onLine = onLine;
  }

  write(chunk: Buffer): void {
    const pieces = this.#decoder.write(chunk).split('\n');
    const last = pieces.pop() ?? '';
    for (const piece of pieces) {
      this.#add(piece);
      this.#endLine();
    }
    this.#add(last);
  }

  /** Delivers a last line that had no line end. */
  end(): void {
    this.#add(this.#decoder.end());
    if (this.#rest !== '') this.#endLine();
  }

  #add(piece: string): void {
    if (this.#skipping) return;
    this.#rest += piece;
    if (this.#rest.length <= maxLineLength) return;
    this.#onLine(cutLine(this.#rest));
    this.#rest = '';
    this.#skipping = true;
  }

  #endLine(): void {
    if (!this.#skipping) {
      this.#onLine(this.#rest.endsWith('\r') ? this.#rest.slice(0, -1) : this.#rest);
    }
    this.#rest = '';
    this.#skipping = false;
  }
}
