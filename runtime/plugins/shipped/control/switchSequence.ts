import { OpState, type ServerNetwork, type ServerNode } from '../../api/index.ts';
import { messageOf } from '../offerCommands.ts';
import { WorkerEngine } from './workerEngine.ts';

/** What a sequence needs. */
export interface SequenceParts {
  readonly servers: ServerNetwork;
  readonly log: (line: string) => void;
  readonly sleep: (seconds: number) => Promise<void>;
  /** False ends the sequence after the step it is in. */
  readonly isWanted: () => boolean;
  /** Seconds from one pass to the next. */
  readonly waitTime: number;
  /** Passes in a row without a step forward that end the sequence. */
  readonly idlePasses: number;
  /** Failures in a row that the daemon calls permanent; 0 for never. */
  readonly maxAttempts: number;
}

type Direction = 'on' | 'off';

/** More servers than this are switched in several passes. */
const mostAtOnce = 200;

/** More names in a line of the log would not be read. */
const mostListed = 20;

const between: readonly OpState[] = [OpState.SwitcingOn, OpState.SwitchingOff];

/** Brings all servers up or down, level by level, each level side by side. */
export class SwitchSequence {
  readonly #to: Direction;
  readonly #parts: SequenceParts;
  readonly #workers = new WorkerEngine((name, error) => {
    this.#parts.log(`${name} was not switched ${this.#to}. ${messageOf(error)}`);
  });
  /** What brought the sequence forward so far. */
  #steps = 0;

  constructor(to: Direction, parts: SequenceParts) {
    this.#to = to;
    this.#parts = parts;
  }

  /**
   * Settles when all are where they should be, no more can be done, or it is no longer wanted.
   * Answers in a sentence what came of it.
   */
  async run(): Promise<string> {
    const { waitTime, idlePasses, isWanted, sleep } = this.#parts;
    let idle = 0;
    while (idle < idlePasses && isWanted()) {
      const before = this.#steps;
      this.#beginReady();
      if (this.#workers.getWorkerCount() === 0 && !this.#canGoOn()) break;
      await sleep(waitTime);
      await this.#workers.waitForWorkers();
      idle = this.#steps > before ? 0 : idle + 1;
    }
    return this.#summary();
  }

  #beginReady(): void {
    for (const server of this.#parts.servers.getSortedNodeList()) {
      if (this.#workers.getWorkerCount() >= mostAtOnce) return;
      if (!this.#isOpen(server) || between.includes(server.getOpState())) continue;
      const name = server.getName();
      if (!this.#isReady(name)) continue;
      this.#parts.log(`Turning ${this.#to} ${name}`);
      this.#workers.addWorker(name, () => this.#switch(server));
    }
  }

  async #switch(server: ServerNode): Promise<void> {
    await (this.#to === 'on' ? server.turnOn() : server.turnOff());
    // A failure counts towards the permanent one, unless there is none: then retrying never ends.
    if (this.#isAtGoal(server) || this.#parts.maxAttempts > 0) this.#steps++;
  }

  /** Whether waiting can help: for others that switch, or for what is not held up for good. */
  #canGoOn(): boolean {
    const { servers } = this.#parts;
    const sorted = servers.getSortedNodeList();
    const heldUp = new Set<string>();
    for (const server of this.#to === 'on' ? sorted : [...sorted].reverse()) {
      const name = server.getName();
      const before = this.#to === 'on' ? servers.getDependencies(name) : servers.getDependent(name);
      const isHeldUp = this.#hasFailedForGood(server) || before.some((each) => heldUp.has(each));
      if (isHeldUp) heldUp.add(name);
      else if (this.#isOpen(server)) return true;
    }
    return false;
  }

  #isReady(name: string): boolean {
    const { servers } = this.#parts;
    return this.#to === 'on' ? servers.isReadyToTurnOn(name) : servers.isReadyToTurnOff(name);
  }

  /** Whether there is still something to be done about it. */
  #isOpen(server: ServerNode): boolean {
    return !this.#isAtGoal(server) && !this.#hasFailedForGood(server);
  }

  #isAtGoal(server: ServerNode): boolean {
    return server.getOpState() === (this.#to === 'on' ? OpState.OK : OpState.OFF);
  }

  #hasFailedForGood(server: ServerNode): boolean {
    const { permanentlyFailedToStart, permanentlyFailedToStop } = OpState;
    const final = this.#to === 'on' ? permanentlyFailedToStart : permanentlyFailedToStop;
    return server.getOpState() === final;
  }

  #summary(): string {
    const { servers, isWanted } = this.#parts;
    const rest = servers.getSortedNodeList().filter((server) => !this.#isAtGoal(server));
    if (rest.length === 0) return `All servers are ${this.#to}`;
    const listed = rest
      .slice(0, mostListed)
      .map((server) => `${server.getName()} (${server.getOpState()})`)
      .join(', ');
    const more = rest.length > mostListed ? ` and ${rest.length - mostListed} more` : '';
    const why = isWanted() ? '' : `Turning ${this.#to} was cancelled. `;
    return `${why}Not ${this.#to}: ${listed}${more}`;
  }
}
