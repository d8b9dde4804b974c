/** Messages delivered one after the other before timers and sockets get their turn. */
const burst = 256;

/** Runs tasks as soon as possible, yet lets the event loop breathe when they never end. */
export class Turns {
  #left = burst;
  #isRefilling = false;

  soon(task: () => void): void {
    this.#refill();
    if (this.#left > 0) {
      this.#left--;
      queueMicrotask(task);
    } else {
      setImmediate(task);
    }
  }

  #refill(): void {
    if (this.#isRefilling) return;
    this.#isRefilling = true;
    setImmediate(() => {
      this.#isRefilling = false;
      this.#left = burst;
    });
  }
}
