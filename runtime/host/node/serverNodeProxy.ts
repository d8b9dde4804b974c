import type {
  DeviceData,
  OpState,
  ServerNode,
  ServerTest,
  SwitchableObject,
  SwitchOptions,
  UpdateOptions,
} from '../../plugins/api/index.ts';
import type {
  HostReportContract,
  JsonObject,
  PowerVerb,
  RequestResult,
  ServerSnapshot,
  SwitchSnapshot,
  TestSnapshot,
} from '../../protocol/index.ts';
import type { DaemonLink } from './daemonLink.ts';
import type { NetworkReplica } from './networkReplica.ts';
import type { SwitchList } from './serverObjectProxies.ts';
import { SwitchProxy, TestProxy } from './serverObjectProxies.ts';

type ServerData = RequestResult<HostReportContract, 'readData'>;

/** One server as the plugin sees it. */
export class ServerNodeProxy implements ServerNode {
  readonly #name: string;
  readonly #replica: NetworkReplica;
  readonly #link: DaemonLink;
  // The same objects each time, so that what a plugin attaches to them stays.
  readonly #switches = {
    outlets: new Map<string, SwitchProxy>(),
    controls: new Map<string, SwitchProxy>(),
  };
  readonly #tests = new Map<string, TestProxy>();
  #reading: Promise<ServerData> | undefined;

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
    return this.#snapshot().outlets.map(({ name }) => this.#switch(name, 'outlets'));
  }

  getControls(): readonly SwitchableObject[] {
    return this.#snapshot().controls.map(({ name }) => this.#switch(name, 'controls'));
  }

  getTests(): readonly ServerTest[] {
    return this.#snapshot().tests.map(({ name }) => this.#test(name));
  }

  getOutletByName(name: string): SwitchableObject | undefined {
    return this.getOutlets().find((outlet) => outlet.getName() === name);
  }

  getControlByName(name: string): SwitchableObject | undefined {
    return this.getControls().find((control) => control.getName() === name);
  }

  getTestByName(name: string): ServerTest | undefined {
    return this.getTests().find((test) => test.getName() === name);
  }

  getFailedTests(): readonly ServerTest[] {
    return this.getTests().filter((test) => test.getOpState() === 'FAILED');
  }

  async getOutletsDataDict(): Promise<Readonly<Record<string, DeviceData>>> {
    return this.#dataDict('outlet', 'outlets');
  }

  async getControlsDataDict(): Promise<Readonly<Record<string, DeviceData>>> {
    return this.#dataDict('control', 'controls');
  }

  getStartAttempts(): number {
    return this.#snapshot().startAttempts;
  }

  getShutdownAttempts(): number {
    return this.#snapshot().shutdownAttempts;
  }

  async resetAttempts(): Promise<void> {
    await this.#link.act('resetAttempts', this.#name, {});
  }

  turnOn(options: SwitchOptions = {}): Promise<OpState> {
    return this.#act('turnOn', { ...options });
  }

  turnOff(options: SwitchOptions = {}): Promise<OpState> {
    return this.#act('turnOff', { ...options });
  }

  action(text: string, ignoreDeps = false): Promise<OpState> {
    return text === 'on' ? this.turnOn({ ignoreDeps }) : this.turnOff({ ignoreDeps });
  }

  async setOpState(opState: OpState): Promise<void> {
    await this.#act('setOpState', { opState });
  }

  updateOpState(options: UpdateOptions = {}): Promise<OpState> {
    return this.#act('updateNetwork', { ...options });
  }

  async #act(verb: PowerVerb, args: JsonObject): Promise<OpState> {
    await this.#link.act(verb, this.#name, args);
    return this.getOpState();
  }

  /**
   * By the names of the original: kind and name in one word, and the name inside as well.
   * Nobody is asked when none of them says more than that.
   */
  #dataDict(
    kind: 'outlet' | 'control',
    list: SwitchList,
  ): Readonly<Record<string, DeviceData>> | Promise<Readonly<Record<string, DeviceData>>> {
    const known = this.#snapshot()[list];
    if (!known.some(({ hasData }) => hasData)) {
      return Object.fromEntries(known.map(({ name }) => [kind + name, { name }]));
    }
    return this.#readData().then((data) => {
      const entries = Object.entries(data[list]);
      return Object.fromEntries(entries.map(([name, each]) => [kind + name, { ...each, name }]));
    });
  }

  /** Whoever asks in the same turn shares one look at the devices. */
  #readData(): Promise<ServerData> {
    this.#reading ??= this.#link.ask('readData', { server: this.#name });
    queueMicrotask(() => (this.#reading = undefined));
    return this.#reading;
  }

  #switch(name: string, list: SwitchList): SwitchProxy {
    const known = this.#switches[list].get(name);
    if (known) return known;
    const read = (): SwitchSnapshot => found(this.#snapshot()[list], name, this.#name);
    const object = new SwitchProxy(this.#name, list, name, read, this.#link);
    this.#switches[list].set(name, object);
    return object;
  }

  #test(name: string): TestProxy {
    const known = this.#tests.get(name);
    if (known) return known;
    const read = (): TestSnapshot => found(this.#snapshot().tests, name, this.#name);
    const object = new TestProxy(this.#name, name, read, this.#link);
    this.#tests.set(name, object);
    return object;
  }

  #snapshot(): ServerSnapshot {
    const server = this.#replica.get(this.#name);
    if (!server) throw new Error(`The server “${this.#name}” is no longer there.`);
    return server;
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
