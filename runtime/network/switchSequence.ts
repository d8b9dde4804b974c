import type { Clock } from '../base/clock.ts';
import { errorMessage } from '../base/codedError.ts';
import type { SwitchTemplate } from '../devices/switchTemplate.ts';
import type { TesterTemplate } from '../devices/testerTemplate.ts';
import type { OpStateText } from '../protocol/index.ts';
import { opStates } from '../protocol/index.ts';

/** Which way a server is switched, and what it is called on the way. */
export const directions = {
  on: {
    state: true,
    between: opStates.SwitcingOn,
    done: opStates.OK,
    failed: opStates.failedToStart,
    permanent: opStates.permanentlyFailedToStart,
  },
  off: {
    state: false,
    between: opStates.SwitchingOff,
    done: opStates.OFF,
    failed: opStates.failedToStop,
    permanent: opStates.permanentlyFailedToStop,
  },
} as const;

/** One of the two ways. */
export type Direction = keyof typeof directions;

/** What is switched. */
export interface SwitchedParts {
  readonly name: string;
  readonly outlets: readonly SwitchTemplate[];
  readonly controls: readonly SwitchTemplate[];
  readonly tests: readonly TesterTemplate[];
}

/** How it is switched. */
export interface SequenceRules {
  /** Milliseconds given to outlets, then to controls, to take effect. */
  readonly maxStartupMs: number;
  readonly clock: Clock;
  /** Runs no tests, and goes on whatever fails. */
  readonly ignoreDeps: boolean;
  readonly signal: AbortSignal | undefined;
  /** Something of the server changed; `opState` when the server itself did. */
  readonly changed: (opState?: OpStateText) => void;
}

/** The steps from on to off or back, once. */
export class SwitchSequence {
  readonly #parts: SwitchedParts;
  readonly #to: Direction;
  readonly #rules: SequenceRules;
  readonly #failures: string[] = [];

  constructor(parts: SwitchedParts, to: Direction, rules: SequenceRules) {
    this.#parts = parts;
    this.#to = to;
    this.#rules = rules;
  }

  /** Answers one sentence per device or test that did not do as it should. */
  async run(): Promise<readonly string[]> {
    const { outlets, controls } = this.#parts;
    const { between } = directions[this.#to];
    for (const device of [...outlets, ...controls]) device.opState = between;
    this.#rules.changed(between);
    const isWhole = this.#to === 'on' ? await this.#turnOn() : await this.#turnOff();
    if (!isWhole) this.#showRest();
    return this.#failures;
  }

  /** False when it was given up on the way. */
  async #turnOn(): Promise<boolean> {
    const { outlets, controls } = this.#parts;
    for (const devices of [outlets, controls]) {
      await this.#switchAll(devices);
      if (!(await this.#wait())) return false;
    }
    if (!this.#rules.ignoreDeps) await this.#runTests();
    return true;
  }

  /** A machine that did not shut down keeps its power. */
  async #turnOff(): Promise<boolean> {
    const { name, outlets, controls } = this.#parts;
    await this.#switchAll(controls);
    if (this.#failures.length > 0 && !this.#rules.ignoreDeps) {
      if (outlets.length > 0)
        this.#failures.push(`${name} did not shut down, so it keeps its power.`);
      return false;
    }
    if (!(await this.#wait())) return false;
    await this.#switchAll(outlets);
    return this.#wait();
  }

  async #wait(): Promise<boolean> {
    const { maxStartupMs, clock, signal } = this.#rules;
    if (!signal?.aborted && (await clock.wait(maxStartupMs, signal))) return true;
    this.#failures.push(`Switching ${this.#parts.name} ${this.#to} was given up.`);
    return false;
  }

  async #switchAll(devices: readonly SwitchTemplate[]): Promise<void> {
    const { state, done, failed } = directions[this.#to];
    for (const device of devices) {
      const failure = await switchFailure(device, state, this.#rules.signal);
      const fallen = device.state === null ? opStates.unknown : failed;
      device.opState = failure === undefined ? done : fallen;
      if (failure !== undefined) this.#failures.push(failure);
      this.#rules.changed(this.#failures.length > 0 ? failed : undefined);
    }
  }

  async #runTests(): Promise<void> {
    for (const test of this.#parts.tests) {
      const failure = await testFailure(test, this.#rules.signal);
      if (failure !== undefined) this.#failures.push(failure);
      this.#rules.changed();
    }
  }

  /** What was not reached shows what it last read. */
  #showRest(): void {
    const { outlets, controls } = this.#parts;
    const { between } = directions[this.#to];
    const rest = [...outlets, ...controls].filter(({ opState }) => opState === between);
    for (const device of rest) device.updateOpState();
  }
}

/** Switches a device; answers why it is not as asked. */
export async function switchFailure(
  device: SwitchTemplate,
  state: boolean,
  signal?: AbortSignal,
): Promise<string | undefined> {
  try {
    if (await device.setState(state, signal)) return undefined;
    return `${device.name} did not go ${state ? 'on' : 'off'}.`;
  } catch (error) {
    return `${device.name}: ${errorMessage(error)}`;
  }
}

/** Runs a test; answers why it did not pass. */
export async function testFailure(
  test: TesterTemplate,
  signal?: AbortSignal,
): Promise<string | undefined> {
  try {
    return (await test.runTest(signal)) ? undefined : `The test ${test.name} failed.`;
  } catch (error) {
    return `The test ${test.name} could not be run: ${errorMessage(error)}`;
  }
}
