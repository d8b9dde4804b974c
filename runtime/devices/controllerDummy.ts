import type { DeviceSpec } from './deviceSpec.ts';
import { isYes } from './deviceSpec.ts';
import { SwitchTemplate } from './switchTemplate.ts';

/** A control of the simulated rack: in memory, on at first; can be told to fail at shutting down. */
export class ControllerDummy extends SwitchTemplate {
  readonly type: string = 'Dummy';
  protected override readonly isImmediate = true;
  readonly #failsToShutDown: boolean;
  #isOn = true;

  constructor(spec: DeviceSpec) {
    super(spec);
    this.#failsToShutDown = isYes(spec.params.get('simulate_shutdown_fail'), false);
  }

  protected writeState(state: boolean): Promise<void> {
    this.#isOn = state || this.#failsToShutDown;
    return Promise.resolve();
  }

  protected readState(): Promise<boolean> {
    return Promise.resolve(this.#isOn);
  }

  protected override flip(): void {
    this.#isOn = !this.#isOn;
  }
}
