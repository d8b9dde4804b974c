import type { Clock } from '../base/clock.ts';
import { CodedError } from '../base/codedError.ts';
import type { ActionResult } from '../base/gate.ts';
import type { ServerNetwork } from '../network/serverNetwork.ts';
import type { ServerNode } from '../network/serverNode.ts';
import { serverBusy } from '../network/serverTurns.ts';

/** Milliseconds before a start-up begins, so that the rack itself can come up. */
const startupDelay = 5_000;
/** Milliseconds from one server to the next. */
const startupGap = 1_000;

/** What the actions on a whole rack need. */
export interface RackParts {
  readonly network: ServerNetwork;
  readonly clock: Clock;
  /** Ends every wait. */
  readonly signal: AbortSignal;
  /** Hears of each server that was passed over and each outlet that is not as asked. */
  readonly log: (line: string) => void;
}

/** Switches or reads all servers at once; those that are busy are passed over, and that is said. */
export class RackActions {
  readonly #parts: RackParts;

  constructor(parts: RackParts) {
    this.#parts = parts;
  }

  /** Reads every server; the answer lists the ones passed over. */
  async updateAll(): Promise<ActionResult> {
    const { network, signal, log } = this.#parts;
    const skipped = network.getSortedNodeList().filter(({ busyWith }) => busyWith !== undefined);
    for (const node of skipped) log(serverBusy(node).message);
    for (const failure of await network.updateNetwork({ signal })) log(failure);
    return result({ skipped: namesOf(skipped) });
  }

  /**
   * Switches every outlet off, dependents first; OpStates of servers stay.
   * @throws CodedError `outlets-not-switched`
   */
  async allOff(): Promise<ActionResult> {
    const { network } = this.#parts;
    const run = new RackRun(this.#parts, false);
    const nodes = network.getSortedNodeList().toReversed();
    await Promise.all(nodes.map((node) => run.switchAfter(node, network.getDependent(node.name))));
    return run.result();
  }

  /**
   * After five seconds switches every outlet on, needed servers first, a second apart.
   * @throws CodedError `outlets-not-switched`, or `shutdown` when the daemon ends meanwhile
   */
  async initiateStartup(): Promise<ActionResult> {
    const { network, clock, signal } = this.#parts;
    const run = new RackRun(this.#parts, true);
    const switched: Promise<void>[] = [];
    let gap = startupDelay;
    for (const node of network.getSortedNodeList()) {
      if (!(await clock.wait(gap, signal))) break;
      switched.push(run.switchAfter(node, network.getDependencies(node.name)));
      gap = startupGap;
    }
    await Promise.all(switched);
    if (signal.aborted) throw new CodedError('shutdown', 'The daemon is shutting down.');
    return run.result();
  }
}

/** One pass over the rack: no server waits for another that it has nothing to do with. */
class RackRun {
  readonly #parts: RackParts;
  readonly #state: boolean;
  readonly #done = new Map<string, Promise<void>>();
  readonly #skipped: ServerNode[] = [];
  readonly #failures: string[] = [];

  constructor(parts: RackParts, state: boolean) {
    this.#parts = parts;
    this.#state = state;
  }

  /** Switches the outlets of a server when those of the named ones have had their turn. */
  switchAfter(node: ServerNode, others: readonly string[]): Promise<void> {
    const before = others.flatMap((name) => this.#done.get(name) ?? []);
    const done = Promise.all(before).then(() => this.#switch(node));
    this.#done.set(node.name, done);
    return done;
  }

  /** @throws CodedError `outlets-not-switched` */
  result(): ActionResult {
    if (this.#failures.length === 0) return result({ skipped: namesOf(this.#skipped) });
    const message = `Not every outlet went ${this.#state ? 'on' : 'off'}. ${this.#failures.join(' ')}`;
    throw new CodedError('outlets-not-switched', message);
  }

  async #switch(node: ServerNode): Promise<void> {
    const { signal, log } = this.#parts;
    if (signal.aborted) return;
    if (node.busyWith !== undefined) {
      this.#skipped.push(node);
      log(serverBusy(node).message);
      return;
    }
    for (const failure of await node.setOutletsState(this.#state, signal)) {
      this.#failures.push(`${node.name}: ${failure}`);
      log(`${node.name}: ${failure}`);
    }
  }
}

function namesOf(nodes: readonly ServerNode[]): readonly string[] {
  return nodes.map(({ name }) => name);
}

function result(observed: ActionResult['observed']): ActionResult {
  return { requested: null, observed, before: null, after: null };
}
