import { AsyncResource } from 'node:async_hooks';
import type { VirtualTime, VirtualWait } from './virtualTime.ts';

/** Every timer that can still fire, by the number that stands for it. */
const active = new Map<number, VirtualTimer>();
let lastId = 0;

/** What `setTimeout` and `setInterval` answer in virtual time; the same methods as Node's. */
export class VirtualTimer {
  readonly #time: VirtualTime;
  readonly #ms: number;
  readonly #repeats: boolean;
  readonly #fire: () => void;
  readonly #id = ++lastId;
  #wait: VirtualWait | undefined;
  #isRef = true;

  constructor(time: VirtualTime, callback: () => void, ms: number, repeats: boolean) {
    this.#time = time;
    this.#ms = ms >= 1 ? Math.trunc(ms) : 1;
    this.#repeats = repeats;
    // Keeps the cause of what the callback does.
    this.#fire = AsyncResource.bind(callback);
    this.refresh();
  }

  ref(): this {
    this.#isRef = true;
    return this;
  }

  unref(): this {
    this.#isRef = false;
    return this;
  }

  hasRef(): boolean {
    return this.#isRef;
  }

  refresh(): this {
    this.close();
    active.set(this.#id, this);
    this.#wait = this.#time.wait(this.#ms, () => this.#happen());
    return this;
  }

  close(): this {
    if (this.#wait) this.#time.giveUp(this.#wait);
    this.#wait = undefined;
    active.delete(this.#id);
    return this;
  }

  [Symbol.toPrimitive](): number {
    return this.#id;
  }

  [Symbol.dispose](): void {
    this.close();
  }

  #happen(): void {
    this.#wait = undefined;
    if (!this.#repeats) active.delete(this.#id);
    // A plugin that stops waits for none of its intervals.
    else if (this.#time.isOver) return;
    else this.refresh();
    this.#fire();
  }
}

/** Gives up a virtual timer; false for anything else, such as one of Node's own. */
export function closeVirtualTimer(timer: unknown): boolean {
  const known =
    timer instanceof VirtualTimer
      ? timer
      : active.get(typeof timer === 'object' ? NaN : Number(timer));
  known?.close();
  return known !== undefined;
}
