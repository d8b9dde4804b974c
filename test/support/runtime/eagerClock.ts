import type { ClockState } from '../../../runtime/protocol/index.ts';
import { StandingClock } from './standingClock.ts';

/** A clock that jumps to the next time somebody waits for as soon as nothing else can happen. */
export class EagerClock extends StandingClock {
  readonly state: ClockState = { mode: 'virtual', rate: 0, offset: 0 };
  #isJumpPlanned = false;

  override wait(ms: number, signal?: AbortSignal): Promise<boolean> {
    const waited = super.wait(ms, signal);
    this.#plan();
    return waited;
  }

  #plan(): void {
    if (this.#isJumpPlanned) return;
    this.#isJumpPlanned = true;
    setImmediate(() => {
      this.#isJumpPlanned = false;
      this.#jump();
    });
  }

  #jump(): void {
    if (this.next === Infinity) return;
    this.moveTo(this.next);
    if (this.next !== Infinity) this.#plan();
  }
}
