import type { DeviceSpec } from './deviceSpec.ts';
import { isYes } from './deviceSpec.ts';
import { TesterTemplate } from './testerTemplate.ts';

/** A test of the simulated rack: passes or fails as the server's file says. */
export class TesterDummy extends TesterTemplate {
  readonly type = 'Dummy';
  override readonly isSimulated = true;
  readonly #succeeds: boolean;

  constructor(spec: DeviceSpec) {
    super(spec);
    this.#succeeds = isYes(spec.params.get('succeed'), true);
  }

  protected test(): Promise<boolean> {
    return Promise.resolve(this.#succeeds);
  }
}
