import type { HostReportContract, RpcTimers } from '../protocol/index.ts';

type Line = HostReportContract['notes']['debugLine'];

/** Milliseconds of a window, lines that pass at once in it, and what may wait beyond that. */
const limits = {
  windowMs: 50,
  linesPerWindow: 1_000,
  waitingLines: 5_000,
  waitingChars: 4_000_000,
};

/**
 * Lets lines through in order and at once, until a plugin floods the log: then they wait in a
 * bounded ring, the oldest are dropped, and a line says how many.
 */
export class LineThrottle {
  readonly #deliver: (line: Line) => void;
  readonly #timers: RpcTimers;
  #waiting: Line[] = [];
  #waitingChars = 0;
  #dropped = 0;
  #delivered = 0;
  #stopTimer: (() => void) | undefined;

  constructor(deliver: (line: Line) => void, timers: RpcTimers) {
    this.#deliver = deliver;
    this.#timers = timers;
  }

  push(line: Line): void {
    this.#stopTimer ??= this.#timers.after(limits.windowMs, () => this.flush());
    if (this.#waiting.length === 0 && this.#delivered < limits.linesPerWindow) {
      this.#delivered++;
      this.#deliver(line);
      return;
    }
    this.#waiting.push(line);
    this.#waitingChars += line.text.length;
    while (this.#isFull()) this.#dropOldest();
  }

  /** Delivers what waits; to be called before anything is said about the end of the plugin. */
  flush(): void {
    this.#stopTimer?.();
    this.#stopTimer = undefined;
    this.#delivered = 0;
    const lines = this.#waiting;
    this.#waiting = [];
    this.#waitingChars = 0;
    if (this.#dropped > 0) this.#deliver(leftOut(this.#dropped));
    this.#dropped = 0;
    for (const line of lines) this.#deliver(line);
  }

  #isFull(): boolean {
    return this.#waiting.length > limits.waitingLines || this.#waitingChars > limits.waitingChars;
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
