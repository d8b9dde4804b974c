/** Runs something later unless the answered function is called first. */
export type Delay = (run: () => void, milliseconds: number) => () => void;

/** Long enough that a typed word is checked once, short enough to seem immediate. */
const checkDelay = 150;

/** One pending check for each document: a newer one takes the place of an older one. */
export class DelayedChecks {
  readonly #delay: Delay;
  readonly #check: (uri: string) => void;
  readonly #pending = new Map<string, () => void>();

  constructor(delay: Delay, check: (uri: string) => void) {
    this.#delay = delay;
    this.#check = check;
  }

  /** Checks at once. */
  now(uri: string): void {
    this.cancel(uri);
    this.#check(uri);
  }

  /** Checks when the document has been left alone for a while. */
  soon(uri: string): void {
    this.cancel(uri);
    const cancel = this.#delay(() => {
      this.#pending.delete(uri);
      this.#check(uri);
    }, checkDelay);
    this.#pending.set(uri, cancel);
  }

  cancel(uri: string): void {
    this.#pending.get(uri)?.();
    this.#pending.delete(uri);
  }

  cancelAll(): void {
    for (const uri of [...this.#pending.keys()]) this.cancel(uri);
  }
}
