import type { JsonObject } from '../protocol/index.ts';
import { cpuLoad } from './cpuLoad.ts';
import { OutletDummy } from './outletDummy.ts';

/** A simulated outlet that also tells how busy this machine is, in percent. */
export class OutletDummyWithCpu extends OutletDummy {
  override readonly type = 'DummyWithCPU';

  protected override async data(): Promise<JsonObject> {
    return { CPU: await cpuLoad() };
  }
}
