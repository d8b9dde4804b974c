import { CodedError } from '../base/codedError.ts';
import { Emitter } from '../base/emitter.ts';
import type { FaultSurroundings } from '../devices/deviceFaults.ts';
import { DeviceFaults } from '../devices/deviceFaults.ts';
import { HeldFault } from '../devices/heldFault.ts';
import type { FaultRule } from '../protocol/index.ts';
import type { FaultyDevice } from './faultTargets.ts';
import { faultTargets } from './faultTargets.ts';
import type { ServerNetwork } from './serverNetwork.ts';

/** More would be no rehearsal any more. */
const mostFaults = 1_000;

/** The faults of a daemon, which also outlast its restart. */
export interface HeldFaults {
  readonly seed: number;
  readonly faults: readonly HeldFault[];
}

interface PlacedFault {
  readonly fault: HeldFault;
  readonly devices: ReadonlySet<FaultyDevice>;
}

/** The faults that the simulated devices of a network have now. */
export class RackFaults {
  readonly #network: ServerNetwork;
  readonly #surroundings: FaultSurroundings;
  readonly #hits = new Emitter<undefined>();
  #placed: readonly PlacedFault[] = [];
  #seed = 0;
  #lastId = 0;

  /** A fault has struck. */
  readonly onDidHit = this.#hits.event;

  constructor(network: ServerNetwork, surroundings: FaultSurroundings) {
    this.#network = network;
    this.#surroundings = surroundings;
  }

  /** All of them, the oldest first. */
  get held(): HeldFaults {
    return { seed: this.#seed, faults: this.#placed.map(({ fault }) => fault) };
  }

  /** Begins the chances of all faults anew, also of those that come later. */
  set seed(seed: number) {
    this.#seed = seed;
    for (const { fault } of this.#placed) fault.reseed(seed);
  }

  /** @throws CodedError `fault-target-unknown`, `fault-kind-unfit`, `fault-not-simulated` or `fault-out-of-range` */
  check(rules: readonly FaultRule[]): void {
    if (this.#placed.length + rules.length > mostFaults) {
      const message = `A rack has at most ${mostFaults} faults at a time. Remove some first.`;
      throw new CodedError('fault-out-of-range', message);
    }
    for (const rule of rules) faultTargets(this.#network, rule);
  }

  /** Answers its number. @throws CodedError those of `check` */
  add(rule: FaultRule): HeldFault {
    this.check([rule]);
    const { target, kind } = rule;
    const { faults } = this.held;
    const alike = faults.filter((each) => each.rule.target === target && each.rule.kind === kind);
    const fault = new HeldFault(this.#lastId + 1, rule, alike.length, this.#seed);
    this.#place(fault);
    return fault;
  }

  /** Lets everything go on as far as this fault goes. @throws CodedError `fault-unknown` */
  remove(id: number): HeldFault {
    const { fault, devices } = this.find(id);
    this.#placed = this.#placed.filter((each) => each.fault !== fault);
    this.#tell(devices);
    fault.lift();
    return fault;
  }

  /** @throws CodedError `fault-unknown` */
  find(id: number): PlacedFault {
    const placed = this.#placed.find(({ fault }) => fault.id === id);
    if (placed) return placed;
    throw new CodedError('fault-unknown', `There is no fault number ${id} any more.`);
  }

  /** Goes on with the faults of another network; answers those that nothing is left for. */
  takeOver({ seed, faults }: HeldFaults): readonly CodedError[] {
    this.#seed = seed;
    return faults.flatMap((fault) => {
      try {
        this.#place(fault);
        return [];
      } catch (error) {
        if (error instanceof CodedError) return [error];
        throw error;
      }
    });
  }

  #place(fault: HeldFault): void {
    const devices = new Set(faultTargets(this.#network, fault.rule));
    fault.onHit = () => this.#hits.fire(undefined);
    this.#placed = [...this.#placed, { fault, devices }];
    this.#lastId = Math.max(this.#lastId, fault.id);
    this.#tell(devices);
  }

  #tell(devices: ReadonlySet<FaultyDevice>): void {
    for (const device of devices) {
      const own = this.#placed.filter((each) => each.devices.has(device));
      const faults = own.map(({ fault }) => fault);
      const isSound = faults.length === 0;
      device.bear(isSound ? undefined : new DeviceFaults(device, faults, this.#surroundings));
    }
  }
}
