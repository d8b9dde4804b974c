import type { OpState, ServerNetwork, ServerNode } from '../../plugins/api/index.ts';
import type { ServerSnapshot } from '../../protocol/index.ts';
import type { DaemonLink } from './daemonLink.ts';
import type { NetworkReplica } from './networkReplica.ts';
import { ReadyChecks } from './readyChecks.ts';
import { ServerNodeProxy } from './serverNodeProxy.ts';

/** States of a server that is on its way, or of which nobody knows. */
const between: readonly OpState[] = ['Did not initiate yet', 'Switching on', 'Switching off'];

/** More names in a message would not be read. */
const mostListed = 20;

/** The servers as the plugin sees them: reads from its copy, actions through the daemon. */
export class ServerNetworkProxy implements ServerNetwork {
  readonly #replica: NetworkReplica;
  readonly #link: DaemonLink;
  readonly #ready: ReadyChecks;
  /** One object per server, so that what a plugin attaches to it stays. */
  readonly #nodes = new Map<string, ServerNodeProxy>();

  constructor(replica: NetworkReplica, link: DaemonLink) {
    this.#replica = replica;
    this.#link = link;
    this.#ready = new ReadyChecks(replica);
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
    return this.#replica.dependentsOf(name);
  }

  isReadyToTurnOn(name: string): boolean {
    return this.#ready.canTurnOn(this.#known(name));
  }

  isReadyToTurnOff(name: string): boolean {
    return this.#ready.canTurnOff(this.#known(name));
  }

  async turnOnServer(name: string): Promise<OpState> {
    this.#known(name);
    return this.#node(name).turnOn();
  }

  async turnOffServer(name: string): Promise<OpState> {
    this.#known(name);
    return this.#node(name).turnOff();
  }

  #known(name: string): ServerSnapshot {
    const server = this.#replica.get(name);
    if (!server) throw new Error(`There is no server “${name}”; there ${this.#listed()}.`);
    return server;
  }

  /** The first names, for messages. */
  #listed(): string {
    const { names } = this.#replica;
    if (names.length === 0) return 'are none';
    const rest = names.length > mostListed ? ` and ${names.length - mostListed} more` : '';
    return `are: ${names.slice(0, mostListed).join(', ')}${rest}`;
  }

  #node(name: string): ServerNodeProxy {
    const known = this.#nodes.get(name);
    if (known) return known;
    const node = new ServerNodeProxy(name, this.#replica, this.#link);
    this.#nodes.set(name, node);
    return node;
  }
}
