import type { HostReportContract, RpcTimers } from '../protocol/index.ts';

type Line = HostReportContract['notes']['debugLine'];

/** Milliseconds between two deliveries of what waits. */
const windowMs = 50;

/** Characters of all lines that may wait. */
const mostWaitingChars = 4_000_000;

/**
 * Lets lines through in order and at once, until a plugin writes more than so many per second: then
 * they wait in a bounded ring, the oldest are dropped, and a line says how many.
 */
export class LineThrottle {
  readonly #deliver: (line: Line) => void;
  readonly #timers: RpcTimers;
  readonly #perSecond: number;
  #waiting: Line[] = [];
  #waitingChars = 0;
  #dropped = 0;
  /** How many may still pass at once; grows back with time. */
  #credit: number;
  #stopTimer: (() => void) | undefined;

  constructor(deliver: (line: Line) => void, timers: RpcTimers, perSecond: number) {
    this.#deliver = deliver;
    this.#timers = timers;
    this.#perSecond = perSecond;
    this.#credit = perSecond;
  }

  push(line: Line): void {
    this.#expectWindow();
    if (this.#waiting.length === 0 && this.#credit >= 1) {
      this.#credit--;
      this.#deliver(line);
      return;
    }
    this.#waiting.push(line);
    this.#waitingChars += line.text.length;
    while (this.#isFull()) this.#dropOldest();
  }

  /** Delivers all that waits; to be called before anything is said about the end of the plugin. */
  flush(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    this.#deliverSome(this.#waiting.length);
  }

  #expectWindow(): void {
    this.#stopTimer ??= this.#timers.after(windowMs, () => {
      this.#stopTimer = undefined;
      this.#credit = Math.min(this.#credit + (this.#perSecond * windowMs) / 1000, this.#perSecond);
      const count = Math.min(Math.floor(this.#credit), this.#waiting.length);
      this.#credit -= count;
      this.#deliverSome(count);
      if (this.#waiting.length > 0 || this.#credit < this.#perSecond) this.#expectWindow();
    });
  }

  #deliverSome(count: number): void {
    const lines = this.#waiting.splice(0, count);
    for (const { text } of lines) this.#waitingChars -= text.length;
    if (this.#dropped > 0) this.#deliver(leftOut(this.#dropped));
    this.#dropped = 0;
    for (const line of lines) this.#deliver(line);
  }

  #isFull(): boolean {
    return this.#waiting.length > this.#perSecond || this.#waitingChars > mostWaitingChars;
  }

  #dropOldest(): void {
    this.#waitingChars -= this.#waiting.shift()?.text.length ?? 0;
    this.#dropped++;
  }
}

function leftOut(count: number): Line {
  return {
    text: `… ${count} lines are left out here: the plugin writes faster than they can be shown.`,
    stream: 'stderr',
  };
}
