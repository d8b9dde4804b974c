import type { TestSnapshot, TestStateText } from '../protocol/index.ts';
import { opStates } from '../protocol/index.ts';
import type { DeviceFaults, Strike } from './deviceFaults.ts';
import type { DeviceLine } from './deviceLine.ts';
import type { DeviceSpec } from './deviceSpec.ts';

/** A check of a server that passes or fails. */
export abstract class TesterTemplate {
  abstract readonly type: string;
  readonly name: string;
  readonly generator: string;
  /** Whether it can have faults: no real check is ever said to have come out otherwise. */
  readonly isSimulated: boolean = false;
  readonly #line: DeviceLine;
  #faults: DeviceFaults | undefined;
  #opState: TestStateText = opStates.INIT;

  constructor({ name, generator, line }: DeviceSpec) {
    this.name = name;
    this.generator = generator;
    this.#line = line;
  }

  get opState(): TestStateText {
    return this.#opState;
  }

  /** True when the check passed. */
  protected abstract test(ending: AbortSignal): Promise<boolean>;

  /**
   * Runs the check now.
   * @throws Error when it could not be run or took too long; it counts as failed then.
   */
  async runTest(signal?: AbortSignal): Promise<boolean> {
    this.#opState = 'FAILED';
    const { testTurns } = this.#line.rules;
    const passed = await testTurns.run(() => this.#call(signal));
    if (passed) this.#opState = 'SUCCEEDED';
    return passed;
  }

  /** Has these faults from now on; none when absent. */
  bear(faults: DeviceFaults | undefined): void {
    this.#faults = faults;
  }

  #call(signal: AbortSignal | undefined): Promise<boolean> {
    const faults = this.#faults;
    if (!faults) return this.#line.call((ending) => this.test(ending), signal);
    const struck = async (ending: AbortSignal, strike?: Strike): Promise<boolean> =>
      (await this.test(ending)) !== (strike?.isWrong === true);
    return this.#line.call(struck, signal, () => faults.strike('test'));
  }

  snapshot(): TestSnapshot {
    const { name, type, generator, opState } = this;
    return { name, type, generator, opState };
  }
}
