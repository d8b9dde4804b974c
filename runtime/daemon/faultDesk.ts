import { CodedError } from '../base/codedError.ts';
import { Emitter } from '../base/emitter.ts';
import type { Gate } from '../base/gate.ts';
import type { HeldFaults, RackFaults } from '../network/rackFaults.ts';
import type { Actor, FaultInfo, FaultRule, Problem, RpcTimers } from '../protocol/index.ts';
import { checkSeed, nodeTimers } from '../protocol/index.ts';
import { throwUnlessDone } from './commandCalls.ts';

/** Real milliseconds from a hit to the telling of it and of all others until then. */
const tellingMs = 250;

/** Adds and removes faults of the simulated rack, through the gate, and tells which there are. */
export class FaultDesk {
  readonly #rack: RackFaults;
  readonly #gate: Gate;
  readonly #timers: RpcTimers;
  readonly #changes = new Emitter<readonly FaultInfo[]>();
  #stopTelling: (() => void) | undefined;

  /** Faults came, ended, or have struck. */
  readonly onDidChange = this.#changes.event;

  constructor(rack: RackFaults, gate: Gate, timers: RpcTimers = nodeTimers) {
    this.#rack = rack;
    this.#gate = gate;
    this.#timers = timers;
    rack.onDidHit(() => this.#tellLater());
  }

  get infos(): readonly FaultInfo[] {
    return this.held.faults.map(({ info }) => info);
  }

  /** What outlasts a restart. */
  get held(): HeldFaults {
    return this.#rack.held;
  }

  /**
   * Adds all of them, or none where one cannot be.
   * @throws CodedError `fault-target-unknown`, `fault-kind-unfit`, `fault-not-simulated` or `fault-out-of-range`
   */
  async add(rules: readonly FaultRule[], seed: number | undefined, actor: Actor): Promise<void> {
    const error = checkSeed(seed);
    if (error) throw new CodedError('fault-out-of-range', error.message);
    this.#rack.check(rules);
    if (seed !== undefined) this.#rack.seed = seed;
    try {
      for (const rule of rules) await this.#add(rule, actor, seed);
    } finally {
      this.#tell();
    }
  }

  /** Ends these faults, or all. @throws CodedError `fault-unknown` */
  async remove(ids: readonly number[] | undefined, actor: Actor): Promise<void> {
    const all = this.held.faults.map(({ id }) => id);
    for (const id of ids ?? []) this.#rack.find(id);
    try {
      for (const id of new Set(ids ?? all)) await this.#remove(id, actor);
    } finally {
      this.#tell();
    }
  }

  /** Goes on with the faults from before a restart. */
  takeOver(held: HeldFaults): readonly Problem[] {
    const errors = this.#rack.takeOver(held);
    return errors.map(({ code, message }) => ({
      code,
      severity: 'warning',
      message: `A fault ended with the restart. ${message}`,
    }));
  }

  dispose(): void {
    this.#stopTelling?.();
  }

  async #add(rule: FaultRule, actor: Actor, seed: number | undefined): Promise<void> {
    const { target, ...fault } = rule;
    const args = { ...fault, ...(seed !== undefined && { seed }) };
    const request = { actor, cause: null, verb: 'addFault', target, args } as const;
    const outcome = await this.#gate.submit(request, () => {
      const { id } = this.#rack.add(rule);
      return { requested: rule.kind, observed: { id }, before: null, after: { id } };
    });
    throwUnlessDone(outcome);
  }

  async #remove(id: number, actor: Actor): Promise<void> {
    const { target, kind } = this.#rack.find(id).fault.rule;
    const args = { id, kind };
    const request = { actor, cause: null, verb: 'removeFault', target, args } as const;
    const outcome = await this.#gate.submit(request, () => {
      const { hits } = this.#rack.remove(id).info;
      return { requested: null, observed: { hits }, before: { id }, after: null };
    });
    throwUnlessDone(outcome);
  }

  #tellLater(): void {
    this.#stopTelling ??= this.#timers.after(tellingMs, () => this.#tell());
  }

  #tell(): void {
    this.#stopTelling?.();
    this.#stopTelling = undefined;
    this.#changes.fire(this.infos);
  }
}
