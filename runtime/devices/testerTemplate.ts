import type { TestSnapshot, TestStateText } from '../protocol/index.ts';
import { opStates } from '../protocol/index.ts';
import type { DeviceSpec } from './deviceSpec.ts';

/** A check of a server that passes or fails. */
export abstract class TesterTemplate {
  abstract readonly type: string;
  readonly name: string;
  readonly generator: string;
  #opState: TestStateText = opStates.INIT;

  constructor({ name, generator }: DeviceSpec) {
    this.name = name;
    this.generator = generator;
  }

  get opState(): TestStateText {
    return this.#opState;
  }

  /** True when the check passed. */
  protected abstract test(): Promise<boolean>;

  /**
   * Runs the check now.
   * @throws Error when it could not be run; it counts as failed then.
   */
  async runTest(): Promise<boolean> {
    this.#opState = 'FAILED';
    const passed = await this.test();
    if (passed) this.#opState = 'SUCCEEDED';
    return passed;
  }

  snapshot(): TestSnapshot {
    const { name, type, generator, opState } = this;
    return { name, type, generator, opState };
  }
}
