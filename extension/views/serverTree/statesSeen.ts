import { opStates } from '../../../runtime/protocol/index.ts';

const switching: ReadonlySet<string> = new Set([opStates.SwitcingOn, opStates.SwitchingOff]);

/** Remembers since when servers are being switched: snapshots carry states, not times. */
export class StatesSeen {
  readonly #now: () => number;
  readonly #states = new Map<string, string>();
  /** When a switch was seen to begin; one that had begun before is not in here. */
  readonly #since = new Map<string, number>();

  /** `now` in milliseconds. */
  constructor(now: () => number) {
    this.#now = now;
  }

  /** Takes note of a server's present state. */
  note(server: string, opState: string): void {
    const before = this.#states.get(server);
    if (before === opState) return;
    this.#states.set(server, opState);
    if (before !== undefined && switching.has(opState)) this.#since.set(server, this.#now());
    else this.#since.delete(server);
  }

  /** Servers whose time grows. */
  get switching(): readonly string[] {
    return [...this.#since.keys()];
  }

  /** Whole seconds since the switch of a server began. */
  secondsSwitching(server: string): number | undefined {
    const since = this.#since.get(server);
    return since === undefined ? undefined : Math.floor((this.#now() - since) / 1000);
  }
}
