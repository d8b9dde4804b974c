import type { OpState, ServerNode, ServerTest, SwitchableObject } from '../../plugins/api/index.ts';
import type { ServerSnapshot, SwitchSnapshot, TestSnapshot } from '../../protocol/index.ts';
import type { DaemonLink } from './daemonLink.ts';
import type { NetworkReplica } from './networkReplica.ts';

/** One server as the plugin sees it. */
export class ServerNodeProxy implements ServerNode {
  readonly #name: string;
  readonly #replica: NetworkReplica;
  readonly #link: DaemonLink;
  readonly #objects = new Map<string, SwitchProxy | TestProxy>();

  constructor(name: string, replica: NetworkReplica, link: DaemonLink) {
    this.#name = name;
    this.#replica = replica;
    this.#link = link;
  }

  getName(): string {
    return this.#name;
  }

  getOpState(): OpState {
    return this.#snapshot().opState;
  }

  getOutlets(): readonly SwitchableObject[] {
    return this.#snapshot().outlets.map(({ name }) => this.#switch(name, 'outlets', 'setOutlet'));
  }

  getControls(): readonly SwitchableObject[] {
    return this.#snapshot().controls.map(({ name }) =>
      this.#switch(name, 'controls', 'setControl'),
    );
  }

  getTests(): readonly ServerTest[] {
    return this.#snapshot().tests.map(({ name }) => this.#test(name));
  }

  getStartAttempts(): number {
    return this.#snapshot().startAttempts;
  }

  getShutdownAttempts(): number {
    return this.#snapshot().shutdownAttempts;
  }

  async turnOn(): Promise<OpState> {
    await this.#link.act('turnOn', this.#name, {});
    return this.getOpState();
  }

  async turnOff(): Promise<OpState> {
    await this.#link.act('turnOff', this.#name, {});
    return this.getOpState();
  }

  #switch(
    name: string,
    list: 'outlets' | 'controls',
    verb: 'setOutlet' | 'setControl',
  ): SwitchProxy {
    const read = (): SwitchSnapshot => found(this.#snapshot()[list], name, this.#name);
    return this.#object(`${list}/${name}`, () => new SwitchProxy(name, read, this.#setter(verb)));
  }

  #test(name: string): TestProxy {
    const read = (): TestSnapshot => found(this.#snapshot().tests, name, this.#name);
    const run = async (): Promise<void> => {
      await this.#link.act('runTest', `${this.#name}/${name}`, {});
    };
    return this.#object(`tests/${name}`, () => new TestProxy(name, read, run));
  }

  #setter(verb: 'setOutlet' | 'setControl') {
    return async (name: string, state: boolean): Promise<void> => {
      await this.#link.act(verb, `${this.#name}/${name}`, { state });
    };
  }

  /** The same object each time, so that what a plugin attaches to it stays. */
  #object<Proxy extends SwitchProxy | TestProxy>(key: string, create: () => Proxy): Proxy {
    const known = this.#objects.get(key);
    if (known) return known as Proxy;
    const object = create();
    this.#objects.set(key, object);
    return object;
  }

  #snapshot(): ServerSnapshot {
    const server = this.#replica.get(this.#name);
    if (!server) throw new Error(`The server “${this.#name}” is no longer there.`);
    return server;
  }
}

class SwitchProxy implements SwitchableObject {
  readonly #name: string;
  readonly #read: () => SwitchSnapshot;
  readonly #set: (name: string, state: boolean) => Promise<void>;

  constructor(
    name: string,
    read: () => SwitchSnapshot,
    set: (name: string, state: boolean) => Promise<void>,
  ) {
    this.#name = name;
    this.#read = read;
    this.#set = set;
  }

  getName(): string {
    return this.#name;
  }

  getOpState(): OpState {
    return this.#read().opState;
  }

  getState(): boolean | null {
    return this.#read().state;
  }

  async setState(state: boolean): Promise<boolean> {
    await this.#set(this.#name, state);
    return this.getState() === state;
  }
}

class TestProxy implements ServerTest {
  readonly #name: string;
  readonly #read: () => TestSnapshot;
  readonly #run: () => Promise<void>;

  constructor(name: string, read: () => TestSnapshot, run: () => Promise<void>) {
    this.#name = name;
    this.#read = read;
    this.#run = run;
  }

  getName(): string {
    return this.#name;
  }

  getOpState(): ReturnType<ServerTest['getOpState']> {
    return this.#read().opState;
  }

  async runTest(): Promise<boolean> {
    await this.#run();
    return this.getOpState() === 'SUCCEEDED';
  }
}

function found<Item extends { readonly name: string }>(
  items: readonly Item[],
  name: string,
  server: string,
): Item {
  const item = items.find((candidate) => candidate.name === name);
  if (!item) throw new Error(`“${server}/${name}” is no longer there.`);
  return item;
}
