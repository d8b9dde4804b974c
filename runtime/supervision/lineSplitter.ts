import { StringDecoder } from 'node:string_decoder';

/** A text that is too long for one line of the log, cut with a mark. */
export function cutLine(text: string, mostChars: number): string {
  if (text.length <= mostChars) return text;
  return `${text.slice(0, mostChars)} … (cut: the line is longer than ${mostChars / 1024} KiB)`;
}

/** Makes lines of the chunks of a stream; characters cut between chunks stay whole. */
export class LineSplitter {
  readonly #decoder = new StringDecoder('utf8');
  readonly #onLine: (line: string) => void;
  readonly #mostChars: number;
  #rest = '';
  /** The line was delivered already, cut; what still comes of it is left out. */
  #skipping = false;

  constructor(onLine: (line: string) => void, mostChars: number) {
    this.#onLine = onLine;
    this.#mostChars = mostChars;
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
    if (this.#rest.length <= this.#mostChars) return;
    this.#onLine(cutLine(this.#rest, this.#mostChars));
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
