/** Anything that has to be released. */
export interface Releasable {
  dispose(): unknown;
}

/** Owns what its owner subscribed to; what is added after the end is released at once. */
export class DisposableStore {
  readonly #held = new Set<Releasable>();
  #isDisposed = false;

  add<Item extends Releasable>(item: Item): Item {
    if (this.#isDisposed) item.dispose();
    else this.#held.add(item);
    return item;
  }

  /** Releases in reverse order of adding. */
  dispose(): void {
    this.#isDisposed = true;
    const held = [...this.#held].reverse();
    this.#held.clear();
    for (const item of held) item.dispose();
  }
}
