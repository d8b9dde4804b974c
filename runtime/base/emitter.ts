/** Something that can be given back. */
export interface Disposable {
  dispose(): void;
}

/** Subscribes a listener until the answer is disposed of. */
export type Event<Value> = (listener: (value: Value) => void) => Disposable;

/** One source of events; listeners are called in the order they came. */
export class Emitter<Value> {
  readonly #listeners = new Set<(value: Value) => void>();

  readonly event: Event<Value> = (listener) => {
    const own = (value: Value): void => listener(value);
    this.#listeners.add(own);
    return { dispose: () => this.#listeners.delete(own) };
  };

  /**
   * Tells every listener, also when one of them throws.
   * @throws Error the first one a listener threw, after all were told.
   */
  fire(value: Value): void {
    if (this.#listeners.size === 0) return;
    const errors: unknown[] = [];
    for (const listener of [...this.#listeners]) {
      try {
        listener(value);
      } catch (error) {
        errors.push(error);
      }
    }
    if (errors.length > 0) throw errors[0];
  }
}
