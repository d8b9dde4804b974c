import type { TestSnapshot, TestStateText } from '../protocol/index.ts';
import { opStates } from '../protocol/index.ts';
import type { DeviceLine } from './deviceLine.ts';
import type { DeviceSpec } from './deviceSpec.ts';

/** A check of a server that passes or fails. */
export abstract class TesterTemplate {
  abstract readonly type: string;
  readonly name: string;
  readonly generator: string;
  readonly #line: DeviceLine;
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
    const passed = await testTurns.run(() =>
      this.#line.call((ending) => this.test(ending), signal),
    );
    if (passed) this.#opState = 'SUCCEEDED';
    return passed;
  }

  snapshot(): TestSnapshot {
    const { name, type, generator, opState } = this;
    return { name, type, generator, opState };
  }
}
