import type { JsonObject } from '../protocol/index.ts';
import { ControllerDummy } from './controllerDummy.ts';
import { cpuLoad } from './cpuLoad.ts';

/** A simulated control that also tells how busy this machine is, in percent. */
export class ControllerDummyWithCpu extends ControllerDummy {
  override readonly type = 'DummyWithCPU';

  protected override async data(): Promise<JsonObject> {
    return { CPU: await cpuLoad() };
  }
}
