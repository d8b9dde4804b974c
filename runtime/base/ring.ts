/** Keeps the newest `capacity` items. */
export class Ring<Item> {
  readonly #capacity: number;
  readonly #items: Item[] = [];
  /** Items ever pushed; an item's number is its position in that order, from 0. */
  #pushed = 0;

  constructor(capacity: number) {
    this.#capacity = capacity;
  }

  /** Adds an item in place of the oldest when full, and answers its number. */
  push(item: Item): number {
    this.#items[this.#pushed % this.#capacity] = item;
    return this.#pushed++;
  }

  /** Exchanges an item, unless it was displaced already. */
  replace(number: number, item: Item): void {
    if (number >= this.oldest && number < this.#pushed) {
      this.#items[number % this.#capacity] = item;
    }
  }

  get(number: number): Item | undefined {
    if (number < this.oldest || number >= this.#pushed) return undefined;
    return this.#items[number % this.#capacity];
  }

  last(): Item | undefined {
    return this.get(this.newest);
  }

  /** Number of the newest item, -1 when empty. */
  get newest(): number {
    return this.#pushed - 1;
  }

  /** Number of the oldest item that is still kept, 0 when empty. */
  get oldest(): number {
    return Math.max(0, this.#pushed - this.#capacity);
  }

  /** All items, oldest first. */
  toArray(): Item[] {
    const start = this.oldest % this.#capacity;
    return [...this.#items.slice(start), ...this.#items.slice(0, start)];
  }
}
