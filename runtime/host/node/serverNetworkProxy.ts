import type { OpState, ServerNetwork, ServerNode } from '../../plugins/api/index.ts';
import type { ServerSnapshot } from '../../protocol/index.ts';
import type { DaemonLink } from './daemonLink.ts';
import type { NetworkReplica } from './networkReplica.ts';
import { ServerNodeProxy } from './serverNodeProxy.ts';

/** States of a server that is on its way, or of which nobody knows. */
const between: readonly OpState[] = ['Did not initiate yet', 'Switching on', 'Switching off'];

type Rule = (server: ServerSnapshot) => boolean;

/** The servers as the plugin sees them: reads from its copy, actions through the daemon. */
export class ServerNetworkProxy implements ServerNetwork {
  readonly #replica: NetworkReplica;
  readonly #link: DaemonLink;
  /** One object per server, so that what a plugin attaches to it stays. */
  readonly #nodes = new Map<string, ServerNodeProxy>();

  constructor(replica: NetworkReplica, link: DaemonLink) {
    this.#replica = replica;
    this.#link = link;
  }

  getSortedNodeList(): readonly ServerNode[] {
    return this.#replica.names.map((name) => this.#node(name));
  }

  getSortedNodeListIndex(): readonly string[] {
    return this.#replica.names;
  }

  getServer(name: string): ServerNode | undefined {
    return this.#replica.get(name) ? this.#node(name) : undefined;
  }

  getServernode(name: string): ServerNode {
    this.#known(name);
    return this.#node(name);
  }

  getRoot(): ServerNode {
    const [first] = this.#replica.names;
    if (first === undefined) throw new Error('There are no servers.');
    return this.#node(first);
  }

  turningOn(): boolean {
    return this.#replica.names.some((name) => between.includes(this.#known(name).opState));
  }

  isAllOpState(opState: OpState): boolean {
    return this.#replica.names.every((name) => this.#known(name).opState === opState);
  }

  async updateNetwork(): Promise<void> {
    await this.#link.act('updateNetwork', '', {});
  }

  async allOff(): Promise<void> {
    await this.#link.act('allOff', '', {});
  }

  async initiateStartup(): Promise<void> {
    await this.#link.act('initiateStartup', '', {});
  }

  async toDot(): Promise<string> {
    return (await this.#link.ask('readDot', {})).dot;
  }

  getDependencies(name: string): readonly string[] {
    return this.#known(name).dependencies;
  }

  getDependent(name: string): readonly string[] {
    this.#known(name);
    return this.#replica.names.filter((other) =>
      this.#replica.get(other)?.dependencies.includes(name),
    );
  }

  isReadyToTurnOn(name: string): boolean {
    const isOn: Rule = ({ opState }) => opState === 'OK' || opState === 'Forced on';
    const canStart: Rule = ({ opState }) => opState !== 'Permanently failed to start';
    return this.#isReady(name, canStart, isOn, (server) => this.getDependencies(server));
  }

  isReadyToTurnOff(name: string): boolean {
    const canStop: Rule = ({ opState }) => opState !== 'Permanently failed to Stop';
    return this.#isReady(name, canStop, isOff, (server) => this.getDependent(server));
  }

  async turnOnServer(name: string): Promise<OpState> {
    this.#known(name);
    return this.#node(name).turnOn();
  }

  async turnOffServer(name: string): Promise<OpState> {
    this.#known(name);
    return this.#node(name).turnOff();
  }

  /** Asks the rule of the server itself, then of all that it leans on, each one once. */
  #isReady(
    name: string,
    own: Rule,
    neighbour: Rule,
    neighbours: (name: string) => readonly string[],
    seen = new Set<string>(),
  ): boolean {
    if (!own(this.#known(name))) return false;
    seen.add(name);
    return neighbours(name).every((other) => {
      const server = this.#replica.get(other);
      if (!server || !neighbour(server)) return false;
      return seen.has(other) || this.#isReady(other, own, neighbour, neighbours, seen);
    });
  }

  #known(name: string): ServerSnapshot {
    const server = this.#replica.get(name);
    if (!server) {
      throw new Error(`There is no server “${name}”; there are: ${this.#replica.names.join(', ')}`);
    }
    return server;
  }

  #node(name: string): ServerNodeProxy {
    const known = this.#nodes.get(name);
    if (known) return known;
    const node = new ServerNodeProxy(name, this.#replica, this.#link);
    this.#nodes.set(name, node);
    return node;
  }
}

function isOff({ opState, outlets }: ServerSnapshot): boolean {
  if (opState === 'OFF' || opState === 'Forced off') return true;
  return opState === 'Did not initiate yet' && outlets.every(({ state }) => state === false);
}
