/** So many are looked through one by one faster than a set is made. */
const few = 64;

/** Hashes of names that must not be repeated; two names with one hash cost time and nothing else. */
export class NameHashes {
  readonly #few = new Int32Array(few);
  readonly #many = new Set<number>();
  #size = 0;

  get size(): number {
    return this.#size;
  }

  clear(): void {
    if (this.#size > few) this.#many.clear();
    this.#size = 0;
  }

  /** Whether the hash was not there yet. */
  add(hash: number): boolean {
    const isNew = this.#size < few ? this.#addToFew(hash) : this.#addToMany(hash);
    if (isNew) this.#size++;
    return isNew;
  }

  #addToFew(hash: number): boolean {
    for (let index = 0; index < this.#size; index++) {
      if (this.#few[index] === hash) return false;
    }
    this.#few[this.#size] = hash;
    return true;
  }

  #addToMany(hash: number): boolean {
    if (this.#size === few) for (const each of this.#few) this.#many.add(each);
    if (this.#many.has(hash)) return false;
    this.#many.add(hash);
    return true;
  }
}
