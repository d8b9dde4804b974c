import type { DeviceData, OpState, ServerTest, SwitchableObject } from '../../plugins/api/index.ts';
import type { SwitchSnapshot, TestSnapshot } from '../../protocol/index.ts';
import type { DaemonLink } from './daemonLink.ts';

/** Which of a server's two lists an object is in. */
export type SwitchList = 'outlets' | 'controls';

const setters = { outlets: 'setOutlet', controls: 'setControl' } as const;

/** An outlet or a control as the plugin sees it. */
export class SwitchProxy implements SwitchableObject {
  readonly #server: string;
  readonly #list: SwitchList;
  readonly #name: string;
  readonly #read: () => SwitchSnapshot;
  readonly #link: DaemonLink;

  constructor(
    server: string,
    list: SwitchList,
    name: string,
    read: () => SwitchSnapshot,
    link: DaemonLink,
  ) {
    this.#server = server;
    this.#list = list;
    this.#name = name;
    this.#read = read;
    this.#link = link;
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
    await this.#link.act(setters[this.#list], `${this.#server}/${this.#name}`, { state });
    return this.getState() === state;
  }

  async setOpState(opState: OpState): Promise<void> {
    const args = { opState, list: this.#list };
    await this.#link.act('setOpState', `${this.#server}/${this.#name}`, args);
  }

  async getData(): Promise<DeviceData> {
    const data = await this.#link.ask('readData', { server: this.#server });
    return new Map(Object.entries(data[this.#list])).get(this.#name) ?? {};
  }
}

/** A test as the plugin sees it. */
export class TestProxy implements ServerTest {
  readonly #server: string;
  readonly #name: string;
  readonly #read: () => TestSnapshot;
  readonly #link: DaemonLink;

  constructor(server: string, name: string, read: () => TestSnapshot, link: DaemonLink) {
    this.#server = server;
    this.#name = name;
    this.#read = read;
    this.#link = link;
  }

  getName(): string {
    return this.#name;
  }

  getOpState(): ReturnType<ServerTest['getOpState']> {
    return this.#read().opState;
  }

  async runTest(): Promise<boolean> {
    await this.#link.act('runTest', `${this.#server}/${this.#name}`, {});
    return this.getOpState() === 'SUCCEEDED';
  }
}
