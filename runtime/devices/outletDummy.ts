import { SwitchTemplate } from './switchTemplate.ts';

/** An outlet of the simulated rack: in memory, off at first. */
export class OutletDummy extends SwitchTemplate {
  readonly type: string = 'Dummy';
  protected override readonly isImmediate = true;
  #isOn = false;

  protected writeState(state: boolean): Promise<void> {
    this.#isOn = state;
    return Promise.resolve();
  }

  protected readState(): Promise<boolean> {
    return Promise.resolve(this.#isOn);
  }

  protected override flip(): void {
    this.#isOn = !this.#isOn;
  }
}
