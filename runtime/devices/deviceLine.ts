import { CodedError } from '../base/codedError.ts';
import type { Delay, Strike } from './deviceFaults.ts';
import type { DeviceRules } from './deviceRules.ts';

/** Talks to a device; the signal says that nobody waits for the answer any more. */
type Talk<Result> = (ending: AbortSignal, strike?: Strike) => Promise<Result>;

interface Waiting {
  readonly begin: () => void;
  readonly refuse: (reason: CodedError) => void;
}

/**
 * The way to one PDU, controller or tester: one call at a time, and none without a deadline.
 * A call that is too late stays the only one until the device lets go of it; whoever comes
 * meanwhile is told at once.
 */
export class DeviceLine {
  readonly rules: DeviceRules;
  readonly #name: string;
  #waiting: Waiting[] | undefined;
  #isTaken = false;
  #isSilent = false;
  /** Ends with the last switching on that was asked for. */
  #onTurn: Promise<unknown> | undefined;
  /** When the last switching on ended, by the daemon's clock, and whose it was. */
  #lastOn: { readonly at: number; readonly server: string } | undefined;

  constructor(name: string, rules: DeviceRules) {
    this.#name = name;
    this.rules = rules;
  }

  /**
   * Talks to the device when it is this call's turn; `fault` says what goes wrong with it then.
   * @throws CodedError `device-silent`, `connection-lost` or `aborted`, or what the device threw
   */
  call<Result>(talk: Talk<Result>, signal?: AbortSignal, fault?: () => Strike): Promise<Result> {
    return new Promise((resolve, reject) => {
      const begin = (): void => {
        if (signal?.aborted) reject(this.#aborted());
        else if (fault) this.#beginStruck(talk, signal, fault()).then(resolve, reject);
        else this.#begin(talk, signal).then(resolve, reject);
      };
      if (this.#isSilent) {
        reject(this.#stillSilent());
        return;
      }
      this.#waiting ??= [];
      this.#waiting.push({ begin, refuse: reject });
      this.#next();
    });
  }

  /**
   * Does what switches something of a server on when the last time is long enough ago.
   * @throws CodedError `aborted`, or what `act` threw
   */
  switchOn(act: () => Promise<void>, server: string, signal?: AbortSignal): Promise<void> {
    const before = this.#onTurn ?? Promise.resolve();
    const turn = before.then(() => this.#switchOn(act, server, signal));
    this.#onTurn = turn.catch(() => undefined);
    return turn;
  }

  async #switchOn(
    act: () => Promise<void>,
    server: string,
    signal: AbortSignal | undefined,
  ): Promise<void> {
    const { clock } = this.rules;
    const rest = this.#restOfGap(server);
    if (signal?.aborted || (rest > 0 && !(await clock.wait(rest, signal)))) throw this.#aborted();
    try {
      await act();
    } finally {
      this.#lastOn = { at: clock.now(), server };
    }
  }

  /** Never more than the gap, should the clock have gone back. */
  #restOfGap(server: string): number {
    if (this.#lastOn === undefined) return 0;
    const { clock, inrushMs, serverGapMs } = this.rules;
    const gap = this.#lastOn.server === server ? inrushMs : Math.max(inrushMs, serverGapMs);
    return Math.min(gap - (clock.now() - this.#lastOn.at), gap);
  }

  #next(): void {
    while (!this.#isTaken) {
      const next = this.#waiting?.shift();
      if (!next) return;
      next.begin();
    }
  }

  /** Waits count by the daemon's clock here, and so does the deadline: nothing real is waited for. */
  async #beginStruck<Result>(
    talk: Talk<Result>,
    signal: AbortSignal | undefined,
    strike: Strike,
  ): Promise<Result> {
    this.#isTaken = true;
    try {
      await this.#endure(strike, signal);
    } catch (error) {
      this.#isTaken = false;
      this.#next();
      throw error;
    }
    return this.#begin((ending) => talk(ending, strike), signal);
  }

  async #endure({ delays, isLost }: Strike, signal: AbortSignal | undefined): Promise<void> {
    let left = this.rules.deviceMs;
    for (const delay of delays) left -= await this.#wait(delay, left, signal);
    if (isLost) {
      throw new CodedError('connection-lost', `The connection to ${this.#name} was lost.`);
    }
  }

  /** Answers how many milliseconds it took. */
  async #wait(delay: Delay, left: number, signal: AbortSignal | undefined): Promise<number> {
    const { ms, lifted, ending, isOfWhole } = delay;
    const { clock } = this.rules;
    const started = clock.now();
    const ended = AbortSignal.any([lifted, ending, ...(signal ? [signal] : [])]);
    const isWhole = await clock.wait(Math.min(ms, left), ended);
    if (!isWhole && !lifted.aborted) throw this.#aborted();
    if (isWhole && ms >= left) {
      const reason = this.#silent();
      if (isOfWhole) this.#refuseWaiting(reason);
      throw reason;
    }
    return clock.now() - started;
  }

  #refuseWaiting(reason: CodedError): void {
    for (const { refuse } of this.#waiting?.splice(0) ?? []) refuse(reason);
  }

  #begin<Result>(talk: Talk<Result>, signal: AbortSignal | undefined): Promise<Result> {
    const ending = new AbortController();
    const answered = new AbortController();
    this.#isTaken = true;
    const call = new Promise<Result>((resolve, reject) => {
      const giveUp = (reason: CodedError): void => {
        this.#isSilent = true;
        reject(reason);
        this.#refuseWaiting(reason);
        ending.abort();
      };
      const abort = (): void => giveUp(this.#aborted());
      const answer = (async () => talk(ending.signal))();
      signal?.addEventListener('abort', abort, { once: true });
      void this.rules.realTime.wait(this.rules.deviceMs, answered.signal).then((isOver) => {
        if (isOver) giveUp(this.#silent());
      });
      void answer.then(resolve, reject).finally(() => {
        signal?.removeEventListener('abort', abort);
        answered.abort();
        this.#isTaken = false;
        this.#isSilent = false;
        this.#next();
      });
    });
    this.rules.clock.standDuring?.(call);
    return call;
  }

  #silent(): CodedError {
    const seconds = this.rules.deviceMs / 1000;
    return new CodedError('device-silent', `${this.#name} did not answer within ${seconds} s.`);
  }

  #stillSilent(): CodedError {
    const message = `${this.#name} has not let go of an earlier call that was too late, so nothing more is sent to it.`;
    return new CodedError('device-silent', message);
  }

  #aborted(): CodedError {
    return new CodedError('aborted', `The call to ${this.#name} was given up.`);
  }
}
