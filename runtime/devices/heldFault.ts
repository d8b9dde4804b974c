import type { Clock } from '../base/clock.ts';
import { seededRandom } from '../base/seededRandom.ts';
import type { FaultInfo, FaultRule } from '../protocol/index.ts';
import { faultFacts } from '../protocol/index.ts';

/** How often a device went on or off by itself. */
interface Flapping {
  readonly began: number;
  flips: number;
}

/** A fault from the moment it is added until it is lifted. */
export class HeldFault {
  readonly id: number;
  readonly rule: FaultRule;
  /** Milliseconds of the daemon's clock; 0 for kinds without. */
  readonly ms: number;
  /** Which of the faults of this target and kind it is. */
  readonly #number: number;
  readonly #lifted = new AbortController();
  readonly #flapping = new WeakMap<object, Flapping>();
  /** Told when it has struck. */
  #onHit: () => void = () => undefined;
  #random: () => number;
  #calls = 0;
  #hits = 0;

  constructor(id: number, rule: FaultRule, number: number, seed: number) {
    this.id = id;
    this.rule = rule;
    this.ms = rule.ms ?? faultFacts[rule.kind].ms?.usual ?? 0;
    this.#number = number;
    this.#random = this.#grow(seed);
  }

  /** Aborted when it is lifted. */
  get lifted(): AbortSignal {
    return this.#lifted.signal;
  }

  get info(): FaultInfo {
    return { ...this.rule, id: this.id, hits: this.#hits };
  }

  set onHit(listener: () => void) {
    this.#onHit = listener;
  }

  /** Begins its chances anew. */
  reseed(seed: number): void {
    this.#random = this.#grow(seed);
  }

  lift(): void {
    this.#lifted.abort();
  }

  /** Whether it strikes the call that is being made; each call counts. */
  strikes(): boolean {
    const { nth, probability = 1 } = this.rule;
    if (this.lifted.aborted) return false;
    this.#calls++;
    const isDrawn = probability === 1 || this.#random() < probability;
    if (!isDrawn || (nth !== undefined && nth !== this.#calls)) return false;
    this.#count(1);
    return true;
  }

  /** Lets a device begin to go on and off by itself, unless it does already. */
  beginToFlap(device: object, clock: Clock): void {
    if (this.#flapping.has(device)) return;
    this.#flapping.set(device, { began: clock.now(), flips: 0 });
  }

  /** Whether a device has gone on or off by itself since it was asked last, all in all. */
  hasFlipped(device: object, clock: Clock): boolean {
    const known = this.#flapping.get(device);
    if (!known) return false;
    const flips = Math.floor((clock.now() - known.began) / this.ms) - known.flips;
    if (flips <= 0) return false;
    known.flips += flips;
    this.#count(flips);
    return flips % 2 === 1;
  }

  /** Each target has numbers of its own, whatever is asked of others. */
  #grow(seed: number): () => number {
    const { target, kind } = this.rule;
    return seededRandom(JSON.stringify([seed, target, kind, this.#number]));
  }

  #count(hits: number): void {
    this.#hits += hits;
    this.#onHit();
  }
}
