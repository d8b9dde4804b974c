import type { ServerSnapshot } from '../../protocol/index.ts';
import type { NetworkReplica } from './networkReplica.ts';

type Neighbours = (name: string) => readonly string[];
type Rule = (server: ServerSnapshot) => boolean;

/** Answers whether all that a server leans on is as it has to be; each server is asked once per change. */
class ReachCheck {
  readonly #replica: NetworkReplica;
  readonly #neighbours: Neighbours;
  readonly #rule: Rule;
  readonly #known = new Map<string, boolean>();
  #revision = -1;

  constructor(replica: NetworkReplica, neighbours: Neighbours, rule: Rule) {
    this.#replica = replica;
    this.#neighbours = neighbours;
    this.#rule = rule;
  }

  /** Whether all that `name` leans on, directly or not, obeys the rule. */
  isGood(name: string): boolean {
    if (this.#revision !== this.#replica.revision) this.#known.clear();
    this.#revision = this.#replica.revision;
    const path = [name];
    for (let at = path.at(-1); at !== undefined; at = path.at(-1)) {
      const open = this.#openOf(at);
      if (open.length > 0) path.push(...open);
      else path.pop();
    }
    return this.#known.get(name) ?? false;
  }

  /** What has to be answered before `name` can be; empty when it is answered. */
  #openOf(name: string): readonly string[] {
    const neighbours = this.#neighbours(name);
    if (!neighbours.every((other) => this.#obeys(other))) {
      this.#known.set(name, false);
      return [];
    }
    const open = neighbours.filter((other) => !this.#known.has(other));
    // A circle, which the daemon keeps out, would come back here for ever.
    const isSeen = this.#known.has(name);
    if (isSeen || open.length === 0) {
      this.#known.set(
        name,
        neighbours.every((other) => this.#known.get(other) ?? false),
      );
      return [];
    }
    this.#known.set(name, false);
    return open;
  }

  #obeys(name: string): boolean {
    const server = this.#replica.get(name);
    return server !== undefined && this.#rule(server);
  }
}

/** Whether servers can be switched, by what they need and by what needs them. */
export class ReadyChecks {
  readonly #needs: ReachCheck;
  readonly #dependents: ReachCheck;

  constructor(replica: NetworkReplica) {
    const needsOf: Neighbours = (name) => replica.get(name)?.dependencies ?? [];
    this.#needs = new ReachCheck(replica, needsOf, isOn);
    this.#dependents = new ReachCheck(replica, (name) => replica.dependentsOf(name), isOff);
  }

  canTurnOn({ name, opState }: ServerSnapshot): boolean {
    return opState !== 'Permanently failed to start' && this.#needs.isGood(name);
  }

  canTurnOff({ name, opState }: ServerSnapshot): boolean {
    return opState !== 'Permanently failed to Stop' && this.#dependents.isGood(name);
  }
}

function isOn({ opState }: ServerSnapshot): boolean {
  return opState === 'OK' || opState === 'Forced on';
}

/** Unknown is not off. */
function isOff({ opState, outlets, controls }: ServerSnapshot): boolean {
  if (opState === 'OFF' || opState === 'Forced off') return true;
  return (
    opState === 'Did not initiate yet' &&
    (outlets.length > 0 ? outlets : controls).every(({ state }) => state === false)
  );
}
