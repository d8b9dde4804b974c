import type { FaultInfo } from '../../../runtime/protocol/index.ts';
import type { TreeObject, TreeServer } from '../serverTree/treeServer.ts';

/** The faults of one simulated rack, found by what they strike. */
export class FaultMarks {
  #all: readonly FaultInfo[] = [];
  #byTarget: ReadonlyMap<string, readonly FaultInfo[]> = new Map();

  /** In the order in which they began. */
  get all(): readonly FaultInfo[] {
    return this.#all;
  }

  /** Takes over the faults there are now; answers whether any began or ended. */
  replace(faults: readonly FaultInfo[]): boolean {
    const isSame =
      faults.length === this.#all.length &&
      faults.every(({ id }, index) => id === this.#all[index]?.id);
    this.#all = faults;
    const byTarget = new Map<string, FaultInfo[]>();
    for (const fault of faults) {
      const those = byTarget.get(fault.target);
      if (those) those.push(fault);
      else byTarget.set(fault.target, [fault]);
    }
    this.#byTarget = byTarget;
    return !isSame;
  }

  /** The faults of an outlet, control or test: its own, and those of all that is on its device. */
  ofObject(server: string, { name, generator }: TreeObject): readonly FaultInfo[] {
    if (this.#all.length === 0) return [];
    const own = this.#byTarget.get(`${server}/${name}`) ?? [];
    const shared = this.#byTarget.get(generator) ?? [];
    return [...own, ...shared];
  }

  /** Number of different faults that strike anything of a server. */
  countOf({ name, objects }: TreeServer): number {
    if (this.#all.length === 0) return 0;
    return new Set(objects.flatMap((object) => this.ofObject(name, object))).size;
  }
}
