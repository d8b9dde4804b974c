import { nodeTimers } from '../protocol/index.ts';

/** `setTimeout` fires at once above this. */
const longestTimeout = 2 ** 31 - 1;

/** Lets time pass at a rate. */
export class ClockPace {
  /** Share of a millisecond that passed already. */
  #rest = 0;

  /**
   * Takes as much real time as the rate asks for until `next`, which may be never; the time then is
   * the answer. A visitor from outside finds the time in between.
   */
  async pass(now: number, next: number, rate: number, poked: Promise<unknown>): Promise<number> {
    const started = performance.now();
    const passed = Promise.withResolvers<undefined>();
    const ms = Math.min((next - now) / rate, longestTimeout);
    const stopTimer = nodeTimers.after(ms, () => passed.resolve(undefined));
    await Promise.race([passed.promise, poked]);
    stopTimer();
    const reached = now + (performance.now() - started) * rate + this.#rest;
    if (reached >= next) {
      this.#rest = 0;
      return next;
    }
    const whole = Math.floor(reached);
    this.#rest = reached - whole;
    return whole;
  }
}
