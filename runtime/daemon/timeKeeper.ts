import { Emitter } from '../base/emitter.ts';
import type { VirtualClock } from '../base/virtualClock.ts';
import type { ClockState, HeldTime, Problem, RpcTimers } from '../protocol/index.ts';
import { nodeTimers } from '../protocol/index.ts';
import { ClockPace } from './clockPace.ts';
import { pluginSeed } from './pluginSeed.ts';
import type { Letter, Parked, Step, TimedPlugin, TurnTaker } from './timedPlugin.ts';
import { stepFailed, timeStands } from './timeProblems.ts';
import { TimeTeller } from './timeTeller.ts';
import { TurnOrder } from './turnOrder.ts';
import { untilQuiet } from './untilQuiet.ts';

/** What the keeper of a clock needs to know. */
export interface KeeperOptions {
  readonly clock: VirtualClock;
  /** What random numbers of plugins grow from. */
  readonly seed: number;
  /** Real milliseconds after which a plugin that does not wait is named. */
  readonly patience: number;
  /** For that time. */
  readonly timers?: RpcTimers;
}

/**
 * Moves a virtual or held clock: one plugin runs at a time, in the order in which they
 * loaded first, and time passes only when all of them and the daemon itself do nothing but wait.
 */
export class TimeKeeper {
  readonly #options: KeeperOptions;
  readonly #problem = new Emitter<Problem>();
  readonly #teller = new TimeTeller();

  /** Somebody keeps the time from passing, or failed at its turn. */
  readonly onProblem = this.#problem.event;
  /** The time is held, goes on, goes faster, stands after a step, or has passed for a while. */
  readonly onDidChange = this.#teller.onDidChange;
  readonly #clock: VirtualClock;
  readonly #order = new TurnOrder();
  readonly #takers = new Map<TimedPlugin, TurnTaker>();
  /** Plugins whose processes are starting; that takes real time. */
  readonly #expected = new Set<TimedPlugin>();
  readonly #loading = new Set<TimedPlugin>();
  readonly #arrivals: PromiseWithResolvers<undefined>[] = [];
  /** Time does not pass beyond this. */
  #limit: number;
  readonly #pace = new ClockPace();
  /** Of a held clock while nobody holds it. */
  #rate = 1;
  #ending: Promise<void> = Promise.resolve();
  #isDisposed = false;
  #poked = Promise.withResolvers<undefined>();

  constructor(options: KeeperOptions) {
    this.#options = options;
    this.#clock = options.clock;
    const { state, began } = options.clock;
    this.#limit = state.mode === 'held' ? began : Infinity;
    options.clock.onWait = () => this.#poke();
    void this.#keep();
  }

  get mode(): ClockState['mode'] {
    return this.#clock.state.mode;
  }

  /** Where the clock stands, and how fast it goes. */
  get heldTime(): HeldTime {
    const next = this.#nextDue ?? null;
    return { now: this.#clock.now(), next, rate: this.#clock.state.rate };
  }

  /** Lets so much time pass and then stands; resolves once all that is due has been done. */
  step(ms: number): Promise<void> {
    return this.#passUntil(this.#clock.now() + ms);
  }

  /** Moves to the next moment at which anybody wants to go on; stands where nobody does. */
  async stepToNext(): Promise<void> {
    await this.hold();
    await this.#passUntil(this.#nextDue ?? this.#clock.now());
  }

  /** Stops the time where it is; everything that is due now still happens. */
  hold(): Promise<void> {
    return this.#passUntil(this.#clock.now());
  }

  /** Lets the time pass by itself until somebody holds or steps it. */
  resume(): void {
    this.#limit = Infinity;
    this.#clock.rate = this.#rate;
    this.#teller.tell(this.heldTime);
    this.#poke();
  }

  /** How many clock seconds pass per real second while nobody holds the time. */
  setRate(rate: number): void {
    this.#rate = rate;
    if (this.#limit === Infinity) this.resume();
  }

  /** When anybody wants to go on; nothing where nobody does. */
  get #nextDue(): number | undefined {
    const wishes = [...this.#takers.keys()].map(({ until }) => until ?? Infinity);
    const next = Math.min(this.#clock.nextDue ?? Infinity, ...wishes);
    return next === Infinity ? undefined : next;
  }

  /** Nothing but loading happens until the plugin joins or leaves. */
  expect(plugin: TimedPlugin): void {
    this.#expected.add(plugin);
  }

  /** The plugin takes turns from now on; its first ones are those in which it loads. */
  join(plugin: TimedPlugin, taker: TurnTaker, loaded: Promise<unknown>): void {
    // Plugins load in the order of pluginList, whichever has a process first.
    this.#order.join(plugin);
    this.#expected.delete(plugin);
    if (!plugin.isFree) this.#takers.set(plugin, taker);
    this.#loading.add(plugin);
    void loaded.then(() => this.#loading.delete(plugin));
    this.#poke();
  }

  /** The plugin stops or is gone. */
  leave(plugin: TimedPlugin): void {
    this.#expected.delete(plugin);
    this.#takers.delete(plugin);
    if (!plugin.isFree) plugin.free();
    for (const letter of plugin.letters.splice(0)) this.#sendNow(letter, plugin);
    this.#poke();
  }

  /** Takes a report of the plugin; whether it ends its turn. */
  park(plugin: TimedPlugin, parked: Parked): boolean {
    const isOver = plugin.park(parked);
    this.#poke();
    return isOver;
  }

  /** Does it after all that was asked for in this way before. */
  oneByOne(act: () => Promise<void>): Promise<void> {
    this.#ending = this.#ending.then(act, act);
    return this.#ending;
  }

  /** Sends what wakes a plugin at one of its next turns. */
  deliver(plugin: TimedPlugin, letter: Letter): void {
    if (plugin.isFree) this.#sendNow(letter, plugin);
    else plugin.letters.push(letter);
    this.#poke();
  }

  /** Does what a plugin asks for once it has parked. */
  receive(plugin: TimedPlugin, step: Step): void {
    if (plugin.isFree) void step();
    else plugin.wishes.push(step);
    this.#poke();
  }

  #sendNow(letter: Letter, { className }: TimedPlugin): void {
    if (letter.kind === 'load') letter.send(this.#stateFor(0, className));
    else void letter.send();
  }

  /** What a plugin has to know of the clock when it begins turn `seq`. */
  #stateFor(seq: number, className: string): ClockState {
    const { clock, seed } = this.#options;
    return {
      ...clock.state,
      turn: { seq, now: clock.now(), began: clock.began, seed: pluginSeed(className, seed) },
    };
  }

  /** Ends every wait; time does not pass any more. */
  dispose(): void {
    this.#isDisposed = true;
    for (const plugin of [...this.#takers.keys()]) this.leave(plugin);
    this.#clock.wakeAll();
    for (const arrival of this.#arrivals.splice(0)) arrival.resolve(undefined);
    this.#poke();
  }

  #passUntil(time: number): Promise<void> {
    this.#limit = Math.max(time, this.#clock.now());
    if (this.#clock.state.mode === 'held' && this.#clock.state.rate > 0) {
      this.#clock.rate = 0;
      this.#teller.tell(this.heldTime);
    }
    const arrival = Promise.withResolvers<undefined>();
    this.#arrivals.push(arrival);
    this.#poke();
    return arrival.promise;
  }

  #poke(): void {
    this.#poked.resolve(undefined);
  }

  async #keep(): Promise<void> {
    while (!this.#isDisposed) {
      this.#poked = Promise.withResolvers();
      const { promise } = this.#poked;
      await untilQuiet();
      if ((await this.#doNext()) || (await this.#passTime(promise))) continue;
      await promise;
    }
  }

  /** What has to happen before time may pass; false when there is nothing. */
  async #doNext(): Promise<boolean> {
    for (const plugin of this.#order.inOrder(this.#takers.keys())) {
      const wish = plugin.wishes.shift();
      if (!wish) continue;
      await this.#take(plugin, wish);
      return true;
    }
    // The daemon prepares the next plugin, which takes real time.
    if (this.#expected.size > 0 && this.#loading.size === 0) return false;
    if (this.#clock.wakeNext()) return true;
    const plugin = this.#order.nextRunner(this.#takers.keys(), this.#clock.now());
    if (!plugin) return false;
    await this.#giveTurn(plugin);
    return true;
  }

  /** First the time, then one letter per turn: the plugin goes on at the time it was woken. */
  async #giveTurn(plugin: TimedPlugin): Promise<void> {
    if (plugin.told !== undefined && plugin.told !== this.#clock.now()) {
      await this.#untilParked(plugin);
      return;
    }
    const letter = plugin.letters.shift();
    if (letter?.kind === 'load') {
      letter.send(this.#beginTurn(plugin));
      // The limit of loading holds here; a process may need its time to start.
      await plugin.parked;
      return;
    }
    if (letter) await this.#take(plugin, letter.send);
    // The letter is written by now, and the clock's state comes after it.
    await new Promise(setImmediate);
    await this.#untilParked(plugin);
  }

  #beginTurn(plugin: TimedPlugin): ClockState {
    plugin.told = this.#clock.now();
    return this.#stateFor(plugin.beginTurn(), plugin.className);
  }

  async #untilParked(plugin: TimedPlugin): Promise<void> {
    if (plugin.isFree) return;
    this.#takers.get(plugin)?.sendClock(this.#beginTurn(plugin));
    const { patience, timers = nodeTimers } = this.#options;
    const stopTimer = timers.after(patience, () => {
      if (plugin.isDebugged) return;
      this.#problem.fire(timeStands(plugin.className, this.#clock.now(), patience));
    });
    await plugin.parked;
    stopTimer();
  }

  async #take(plugin: TimedPlugin, step: Step): Promise<void> {
    try {
      await step();
    } catch (error) {
      this.#problem.fire(stepFailed(plugin.className, this.#clock.now(), error));
    }
  }

  /** Moves to the next time at which somebody goes on; false when there is nothing to move to. */
  async #passTime(poked: Promise<undefined>): Promise<boolean> {
    if (this.#expected.size > 0 || this.#clock.hasToStand) return false;
    const now = this.#clock.now();
    if (now >= this.#limit) {
      this.#teller.tell(this.heldTime);
      for (const arrival of this.#arrivals.splice(0)) arrival.resolve(undefined);
      return false;
    }
    const next = Math.min(this.#nextDue ?? Infinity, this.#limit);
    const { rate } = this.#clock.state;
    if (rate === 0 && next === Infinity) return false;
    this.#clock.moveTo(rate === 0 ? next : await this.#pace.pass(now, next, rate, poked));
    if (rate > 0 && this.#teller.isTimeToTell) this.#teller.tell(this.heldTime);
    return true;
  }
}
