import { Emitter } from '../base/emitter.ts';
import type { HeldTime } from '../protocol/index.ts';

/** Real milliseconds between two tellings where the time passes by itself. */
const tellingMs = 1_000;

/** Tells where a clock stands and how fast it goes: what changed, and that not too often. */
export class TimeTeller {
  readonly #change = new Emitter<HeldTime>();
  #told: HeldTime | undefined;
  #toldAt = 0;

  readonly onDidChange = this.#change.event;

  tell(time: HeldTime): void {
    const { now, next, rate } = this.#told ?? {};
    if (time.now === now && time.next === next && time.rate === rate) return;
    this.#told = time;
    this.#toldAt = performance.now();
    this.#change.fire(time);
  }

  /** Whoever follows a time that passes counts on by itself, and only needs to hear of it now and then. */
  get isTimeToTell(): boolean {
    return performance.now() - this.#toldAt >= tellingMs;
  }
}
