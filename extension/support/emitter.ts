import type { Releasable } from './disposableStore.ts';

/** Registers a listener, as VS Code's own events do, but lives without VS Code. */
export type Event<T> = (listener: (value: T) => unknown) => Releasable;

/** The source of an {@link Event}. */
export class Emitter<T> {
  readonly #listeners = new Set<(value: T) => unknown>();
  readonly #reportError: (error: unknown) => void;

  /** `reportError` hears what a listener throws; the other listeners are called all the same. */
  constructor(reportError: (error: unknown) => void) {
    this.#reportError = reportError;
  }

  readonly event: Event<T> = (listener) => {
    const call = (value: T): unknown => listener(value);
    this.#listeners.add(call);
    return { dispose: () => this.#listeners.delete(call) };
  };

  fire(value: T): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(value);
      } catch (error) {
        this.#reportError(error);
      }
    }
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
