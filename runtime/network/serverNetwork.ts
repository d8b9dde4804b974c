import type { Event } from '../base/emitter.ts';
import { Emitter } from '../base/emitter.ts';
import { CodedError, errorCode, errorMessage } from '../base/codedError.ts';
import { orderServers } from '../project/index.ts';
import type { OpStateText, ServerSnapshot } from '../protocol/index.ts';
import { opStates } from '../protocol/index.ts';
import type { ServerNode, UpdateOptions } from './serverNode.ts';

const startedStates: readonly OpStateText[] = [opStates.OK, opStates.forcedOn];
const stoppedStates: readonly OpStateText[] = [opStates.OFF, opStates.forcedOff];

type Edges = Map<string, Set<string>>;

/** The servers and which of them need which. */
export class ServerNetwork {
  readonly #nodes = new Map<string, ServerNode>();
  /** Names a server needs, in the order they were added. */
  readonly #needs: Edges = new Map();
  /** Names that need a server. */
  readonly #neededBy: Edges = new Map();
  readonly #changes = new Emitter<ServerNode>();
  #sorted: readonly ServerNode[] | undefined;

  /** A server, or something of it, is not what it was. */
  readonly onDidChange: Event<ServerNode> = this.#changes.event;

  /** Tells that something of a server changed; what its node calls. */
  readonly reportChange = (node: ServerNode): void => this.#changes.fire(node);

  /**
   * Adds a server that needs the named ones; nothing stays of one that cannot be added.
   * @throws CodedError `server-duplicate`, or those of `addDependency`
   */
  addServer(node: ServerNode, dependencies: readonly string[] = []): void {
    const { name } = node;
    if (this.#nodes.has(name)) {
      throw new CodedError('server-duplicate', `There is already a server "${name}".`);
    }
    this.#nodes.set(name, node);
    this.#needs.set(name, new Set());
    this.#neededBy.set(name, new Set());
    this.#sorted = undefined;
    try {
      for (const dependency of dependencies) this.addDependency(name, dependency);
    } catch (error) {
      this.#remove(name);
      throw error;
    }
  }

  /**
   * Makes `server` need `dependency`.
   * @throws CodedError `server-unknown`, `dependency-duplicate` or `dependency-cycle`; nothing changes then
   */
  addDependency(server: string, dependency: string): void {
    const needs = edgesOf(this.#needs, server);
    const neededBy = edgesOf(this.#neededBy, dependency);
    if (needs.has(dependency)) {
      throw new CodedError('dependency-duplicate', `"${server}" needs "${dependency}" already.`);
    }
    if (this.#isNeeded(server, dependency)) {
      throw cycle([server, ...this.#pathOfNeeds(dependency, server)]);
    }
    needs.add(dependency);
    neededBy.add(server);
    this.#sorted = undefined;
  }

  /** @throws CodedError `server-unknown` or `dependency-unknown` */
  removeDependency(server: string, dependency: string): void {
    const needs = edgesOf(this.#needs, server);
    const neededBy = edgesOf(this.#neededBy, dependency);
    if (!needs.delete(dependency)) {
      throw new CodedError('dependency-unknown', `"${server}" does not need "${dependency}".`);
    }
    neededBy.delete(server);
    this.#sorted = undefined;
  }

  getServer(name: string): ServerNode | undefined {
    return this.#nodes.get(name);
  }

  /**
   * The server of that name.
   * @throws CodedError `server-unknown`
   */
  requireServer(name: string): ServerNode {
    const node = this.#nodes.get(name);
    if (!node) throw unknownServer(name);
    return node;
  }

  /** Names that `name` needs, one level. @throws CodedError `server-unknown` */
  getDependencies(name: string): readonly string[] {
    return [...edgesOf(this.#needs, name)];
  }

  /** Names that need `name`, one level. @throws CodedError `server-unknown` */
  getDependent(name: string): readonly string[] {
    return [...edgesOf(this.#neededBy, name)];
  }

  /** All servers, needed ones first. */
  getSortedNodeList(): readonly ServerNode[] {
    this.#sorted ??= orderServers(
      [...this.#needs].map(([name, needs]) => ({ name, dependencies: [...needs] })),
    ).ordered.flatMap((name) => this.#nodes.get(name) ?? []);
    return this.#sorted;
  }

  getSortedNodeListIndex(): readonly string[] {
    return this.getSortedNodeList().map(({ name }) => name);
  }

  /** Whether all it needs is on, and it did not fail for good. @throws CodedError `server-unknown` */
  isReadyToTurnOn(name: string): boolean {
    const { opState } = this.requireServer(name);
    return (
      opState !== opStates.permanentlyFailedToStart && this.missingDependencies(name).length === 0
    );
  }

  /** Whether all that needs it is off, and it did not fail for good. @throws CodedError `server-unknown` */
  isReadyToTurnOff(name: string): boolean {
    const { opState } = this.requireServer(name);
    return (
      opState !== opStates.permanentlyFailedToStop && this.runningDependents(name).length === 0
    );
  }

  /** All servers it needs, directly or not, nearest first. @throws CodedError `server-unknown` */
  allDependencies(name: string): readonly ServerNode[] {
    return this.#reach(name, this.#needs);
  }

  /** All servers that need it, directly or not, nearest first. @throws CodedError `server-unknown` */
  allDependents(name: string): readonly ServerNode[] {
    return this.#reach(name, this.#neededBy);
  }

  /** All servers it needs, directly or not, that are not on. @throws CodedError `server-unknown` */
  missingDependencies(name: string): readonly ServerNode[] {
    return this.allDependencies(name).filter((node) => !startedStates.includes(node.opState));
  }

  /** All servers that need it, directly or not, and may be on. @throws CodedError `server-unknown` */
  runningDependents(name: string): readonly ServerNode[] {
    return this.allDependents(name).filter(
      (node) =>
        !stoppedStates.includes(node.opState) &&
        !(node.opState === opStates.INIT && node.isReadAsOff()),
    );
  }

  /**
   * Reads all servers that nothing else is being done to, at once, so that one that hangs does not
   * hold up the rest. Answers what could not be read, in the order of the servers.
   */
  async updateNetwork(options: UpdateOptions = {}): Promise<readonly string[]> {
    const idle = this.getSortedNodeList().filter(({ busyWith }) => busyWith === undefined);
    const read = async (node: ServerNode): Promise<readonly string[]> => {
      try {
        const failures = await node.updateOpState(options);
        return failures.map((failure) => `${node.name}: ${failure}`);
      } catch (error) {
        // It began to be switched while this waited for another read of it.
        if (errorCode(error) !== 'server-busy') throw error;
        return [errorMessage(error)];
      }
    };
    return (await Promise.all(idle.map(read))).flat();
  }

  snapshotOf(node: ServerNode): ServerSnapshot {
    return node.snapshot(this.getDependencies(node.name));
  }

  #remove(name: string): void {
    for (const dependency of this.getDependencies(name)) this.removeDependency(name, dependency);
    this.#nodes.delete(name);
    this.#needs.delete(name);
    this.#neededBy.delete(name);
    this.#sorted = undefined;
  }

  /** Everything reachable from a server, nearest first, the server itself left out. */
  #reach(name: string, edges: Edges): ServerNode[] {
    const seen = new Set(edgesOf(edges, name));
    for (const each of seen) for (const next of edges.get(each) ?? []) seen.add(next);
    return [...seen].flatMap((each) => this.#nodes.get(each) ?? []);
  }

  /**
   * Whether `other` needs the server, directly or not. Looks from both ends in turns, so that the
   * smaller side decides how long it takes.
   */
  #isNeeded(server: string, other: string): boolean {
    if (server === other) return true;
    const needs = walk(other, this.#needs);
    const dependents = walk(server, this.#neededBy);
    for (;;) {
      const need = needs.next();
      const dependent = dependents.next();
      if (need.done === true || dependent.done === true) return false;
      if (need.value === server || dependent.value === other) return true;
    }
  }

  /** The names from one server along its needs to another, both included. */
  #pathOfNeeds(from: string, to: string): readonly string[] {
    const cameFrom = new Map<string, string | undefined>([[from, undefined]]);
    for (const [name] of cameFrom) {
      if (name === to) break;
      for (const need of this.#needs.get(name) ?? []) {
        if (!cameFrom.has(need)) cameFrom.set(need, name);
      }
    }
    return pathBack(cameFrom, to);
  }
}

/** Every edge that can be reached from a server, by the name at its far end. */
function* walk(name: string, edges: Edges): Generator<string, undefined> {
  const seen = new Set([name]);
  for (const each of seen) {
    for (const next of edges.get(each) ?? []) {
      seen.add(next);
      yield next;
    }
  }
  return undefined;
}

/** @throws CodedError `server-unknown` */
function edgesOf(edges: Edges, name: string): Set<string> {
  const found = edges.get(name);
  if (!found) throw unknownServer(name);
  return found;
}

function pathBack(
  cameFrom: ReadonlyMap<string, string | undefined>,
  to: string,
): readonly string[] {
  const path: string[] = [];
  for (let at: string | undefined = to; at !== undefined; at = cameFrom.get(at)) path.push(at);
  return path.reverse();
}

/** More names of a circle would not be read. */
const mostNamed = 12;

function cycle(path: readonly string[]): CodedError {
  const names = path.map((name) => `"${name}"`);
  const between = names.length - mostNamed;
  if (between > 0) names.splice(mostNamed / 2, between, `… (${between} more)`);
  return new CodedError(
    'dependency-cycle',
    `Servers cannot need each other in a circle: ${names.join(' needs ')}.`,
  );
}

function unknownServer(name: string): CodedError {
  return new CodedError('server-unknown', `There is no server "${name}".`);
}
