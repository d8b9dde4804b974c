import type { Appointment, ClockTurn } from '../../protocol/index.ts';
import { Timeline } from '../../protocol/index.ts';

// Kept before anything is routed: what passes the plugin's time must not wait for it.
const realImmediate = setImmediate;
const RealDate = Date;

/** In a row: closing a file, for one, is over a moment before its promise is. */
const quietRounds = 4;

/** What virtual time needs of the place where the plugin runs. */
export interface TimeSurroundings {
  /** Nothing of the plugin runs any more before `until`; `seq` is the turn that is over. */
  onParked(until: number | null, seq: number): void;
  /** Whether something is under way that will call the plugin back by itself, soon. */
  isUnderWay(): boolean;
}

/** One wait that can be given up. */
export type VirtualWait = Appointment<() => void>;

/** Passes the time of one plugin: the daemon says how late it is, and is told when all wait. */
export class VirtualTime {
  readonly began: number;
  readonly seed: number;
  readonly #surroundings: TimeSurroundings;
  readonly #waits = new Timeline<() => void>();
  #turn: ClockTurn;
  #begin = Promise.withResolvers<undefined>();
  /** What has to end before the plugin can be parked, besides what the process has under way. */
  #tasks = 0;
  #isPassing = false;
  /** Real time of the moment from which real time counts again. */
  #over: number | undefined;

  constructor(turn: ClockTurn, surroundings: TimeSurroundings) {
    this.began = turn.began;
    this.seed = turn.seed;
    this.#turn = turn;
    this.#surroundings = surroundings;
  }

  get now(): number {
    return this.#turn.now + (this.#over === undefined ? 0 : RealDate.now() - this.#over);
  }

  /** True once the plugin stops: real time counts from then on. */
  get isOver(): boolean {
    return this.#over !== undefined;
  }

  /** Resolves when the next turn begins. */
  get nextTurn(): Promise<undefined> {
    return this.#begin.promise;
  }

  /** Keeps the plugin from parking until it settles. */
  async during<Result>(task: Promise<Result>): Promise<Result> {
    this.#tasks++;
    try {
      return await task;
    } finally {
      this.#tasks--;
    }
  }

  /** Calls back after so many milliseconds; at least one, or a loop around it would stop the time. */
  wait(ms: number, wake: () => void): VirtualWait {
    // Rounded first, because 1.1 s are a little more than 1100 ms in binary numbers.
    const whole = Math.max(1, Math.ceil(Math.round(ms * 1000) / 1000));
    const wait = this.#waits.add(this.now + whole, wake);
    this.#pass();
    return wait;
  }

  giveUp(wait: VirtualWait): void {
    this.#waits.remove(wait);
    this.#pass();
  }

  /** It is so late now; everything that is due happens, one after the other. */
  take(turn: ClockTurn): void {
    this.#turn = turn;
    this.#begin.resolve(undefined);
    this.#begin = Promise.withResolvers();
    this.#pass();
  }

  /** Ends all waits at once. */
  stop(): void {
    if (this.isOver) return;
    this.#over = RealDate.now();
    this.#begin.resolve(undefined);
    for (const wake of this.#waits.takeAll()) realImmediate(wake);
  }

  #pass(): void {
    if (this.#isPassing || this.isOver) return;
    this.#isPassing = true;
    void this.#passAll();
  }

  async #passAll(): Promise<void> {
    let seq: number;
    do {
      ({ seq } = this.#turn);
      await this.#settled();
      for (let wake = this.#waits.take(this.now); wake; wake = this.#waits.take(this.now)) {
        // An error in it must reach the process as that of a timer would.
        realImmediate(wake);
        await this.#settled();
      }
    } while (seq !== this.#turn.seq && !this.isOver);
    this.#isPassing = false;
    if (!this.isOver) this.#surroundings.onParked(this.#waits.nextDue ?? null, seq);
  }

  /** Settles when the plugin has nothing to do before somebody wakes it. */
  async #settled(): Promise<void> {
    for (let rounds = 0; rounds < quietRounds && !this.isOver; rounds++) {
      await new Promise(realImmediate);
      if (this.#tasks > 0 || this.#surroundings.isUnderWay()) rounds = -1;
    }
  }
}
