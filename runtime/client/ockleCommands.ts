import type { JsonValue, ReceivedData, SentData } from '../communication/wire/index.ts';
import {
  any,
  field,
  jsonOf,
  listOf,
  mapOf,
  text,
  textOf,
  textOrNull,
  type ReplyDecoder,
} from './replyDecoders.ts';

/** An outlet or a control as `ServerView` shows it. */
export interface SwitchableView {
  readonly name: string;
  /** A text, or -1 before it was first read. */
  readonly opState: JsonValue;
  /** Null when the device could not be read. */
  readonly state: boolean | null;
  readonly data: JsonValue;
}

/** A test as `ServerView` shows it. */
export interface TestView {
  readonly name: string;
  readonly opState: JsonValue;
}

/** What `ServerView` says of a server. */
export interface ServerView {
  readonly name: string;
  readonly opState: string;
  readonly startAttempts: number;
  /** By `outlet` and the name. */
  readonly outlets: ReadonlyMap<string, SwitchableView>;
  /** By `control` and the name. */
  readonly controls: ReadonlyMap<string, SwitchableView>;
  /** By `test` and the name. */
  readonly tests: ReadonlyMap<string, TestView>;
}

/** The options of ini files by base name, section and option. */
export type IniFiles = ReadonlyMap<string, IniSections>;

/** The options of sections by section and option. */
export type IniSections = ReadonlyMap<string, ReadonlyMap<string, string>>;

/** Which servers another one could need, cannot need, and needs. */
export interface DependencyMap {
  /** Comments by server. */
  readonly available: ReadonlyMap<string, string>;
  /** The servers in between, by server. */
  readonly disabled: ReadonlyMap<string, readonly string[]>;
  /** Comments by server. */
  readonly existing: ReadonlyMap<string, string>;
}

/** What became of a change of a file. */
export interface EditResult {
  readonly succeeded: boolean;
  /** Why it did not succeed. */
  readonly error: string | undefined;
}

/** Something that calls commands, usually an OckleClient. */
interface Caller {
  call(command: string, data?: SentData | null): Promise<ReceivedData>;
}

type Switch = 'on' | 'off';

/** The commands of the daemon and of the plugins that ship with it, by their names on the wire. */
export class OckleCommands {
  readonly #caller: Caller;

  constructor(caller: Caller) {
    this.#caller = caller;
  }

  /** What each command does, by its name. */
  async listCommands(): Promise<ReadonlyMap<string, string>> {
    const reply = await this.#caller.call('listCommands');
    return new Map(Object.keys(reply).map((name) => [name, textOf(reply, name)]));
  }

  /** What each plugin class does, by its name; null when it does not say. */
  async getAvailablePluginsList(): Promise<ReadonlyMap<string, string | null>> {
    const reply = await this.#caller.call('getAvailablePluginsList');
    const textOrNone = (name: string): string | null => {
      const doc = textOf(reply, name);
      return doc === 'None' ? null : doc;
    };
    return new Map(Object.keys(reply).map((name) => [name, textOrNone(name)]));
  }

  getAvailablePDUsList(): Promise<ReadonlyMap<string, string | null>> {
    return this.#json('getAvailablePDUsList', 'PDUs', mapOf(textOrNull));
  }

  getAvailableTestersList(): Promise<ReadonlyMap<string, string | null>> {
    return this.#json('getAvailableTestersList', 'Testers', mapOf(textOrNull));
  }

  getAvailableControllersList(): Promise<ReadonlyMap<string, string | null>> {
    return this.#json('getAvailableControllersList', 'Controllers', mapOf(textOrNull));
  }

  /** Restarts the daemon; it answers before it does. */
  async restart(): Promise<void> {
    await this.#caller.call('restart');
  }

  /** The servers in Graphviz' language. */
  dotgraph(): Promise<string> {
    return this.#text('dotgraph', 'Dot');
  }

  /** Undefined when there is no such server. */
  async ServerView(server: string): Promise<ServerView | undefined> {
    const reply = await this.#caller.call('ServerView', { server });
    if (Object.keys(reply).length === 0) return undefined;
    return {
      name: textOf(reply, 'Name'),
      opState: textOf(reply, 'OpState'),
      startAttempts: Number(textOf(reply, 'StartAttempts')),
      outlets: jsonOf(reply, 'outlets', mapOf(switchableView)),
      controls: jsonOf(reply, 'controls', mapOf(switchableView)),
      tests: jsonOf(reply, 'tests', mapOf(testView)),
    };
  }

  getPDUDict(): Promise<IniFiles> {
    return this.#json('getPDUDict', 'pdus', mapOf(iniSections));
  }

  getTesterDict(): Promise<IniFiles> {
    return this.#json('getTesterDict', 'testers', mapOf(iniSections));
  }

  getControllerDict(): Promise<IniFiles> {
    return this.#json('getControllerDict', 'controllers', mapOf(iniSections));
  }

  getServerDict(): Promise<IniFiles> {
    return this.#json('getServerDict', 'servers', mapOf(iniSections));
  }

  getAvailableServerOutlets(server: string): Promise<IniSections> {
    return this.#json('getAvailableServerOutlets', 'serverOutlets', iniSections, { server });
  }

  getAvailableServerTesters(server: string): Promise<IniSections> {
    return this.#json('getAvailableServerTesters', 'serverTesters', iniSections, { server });
  }

  getAvailableServerControls(server: string): Promise<IniSections> {
    return this.#json('getAvailableServerControls', 'serverControls', iniSections, { server });
  }

  getServerDependencyMap(server: string): Promise<DependencyMap> {
    return this.#json('getServerDependencyMap', 'dependencyMap', dependencyMap, { server });
  }

  /** Switches a server whatever others need; resolves to its OpState. */
  setServer(server: string, state: Switch): Promise<string> {
    return this.#text('setServer', 'status', { server, state });
  }

  switchOutlet(server: string, obj: string, state: Switch): Promise<string> {
    return this.#text('switchOutlet', 'status', { server, obj, state });
  }

  switchControl(server: string, obj: string, state: Switch): Promise<string> {
    return this.#text('switchControl', 'status', { server, obj, state });
  }

  /** Resolves to `SUCCEEDED` or `FAILED`. */
  runTest(server: string, obj: string): Promise<string> {
    return this.#text('runTest', 'status', { server, obj });
  }

  /** Resolves when all devices were read. */
  updateNetwork(): Promise<string> {
    return this.#text('updateNetwork', 'status');
  }

  /** The text of a file below etc; a single blank when it cannot be read. */
  getINIFile(path: string): Promise<string> {
    return this.#text('getINIFile', 'File', { Path: path });
  }

  setINIFile(
    path: string,
    sections: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>,
  ): Promise<EditResult> {
    return this.#edit('setINIFile', { Path: path, iniDict: sections });
  }

  deleteINIFile(path: string): Promise<EditResult> {
    return this.#edit('deleteINIFile', { Path: path });
  }

  deleteINISection(path: string, section: string): Promise<EditResult> {
    return this.#edit('deleteINISection', { Path: path, Section: section });
  }

  /** Whether all servers are being switched. */
  async getAutoControlStatus(): Promise<Switch> {
    const status = await this.#text('getAutoControlStatus', 'status');
    return status === 'on' ? 'on' : 'off';
  }

  /** Resolves to what it is now; false ends a switchNetwork under way. */
  async setAutoControlStatus(state: boolean): Promise<boolean> {
    return (await this.#text('setAutoControlStatus', 'state', { state })) === 'True';
  }

  /** Begins to switch all servers; resolves to `OK, switching on`, `OK, switching off` or `busy`. */
  switchNetwork(state: boolean): Promise<string> {
    return this.#text('switchNetwork', 'status', { state });
  }

  async #text(command: string, key: string, data: SentData | null = null): Promise<string> {
    return textOf(await this.#caller.call(command, data), key);
  }

  async #json<Value>(
    command: string,
    key: string,
    decode: ReplyDecoder<Value>,
    data: SentData | null = null,
  ): Promise<Value> {
    return jsonOf(await this.#caller.call(command, data), key, decode);
  }

  async #edit(command: string, data: SentData): Promise<EditResult> {
    const reply = await this.#caller.call(command, data);
    const succeeded = textOf(reply, 'succeeded') === 'True';
    return { succeeded, error: succeeded ? undefined : textOf(reply, 'error') };
  }
}

const iniSections = mapOf(mapOf(text));

const switchableView: ReplyDecoder<SwitchableView> = (value) => {
  const state = field(value, 'state', any);
  return {
    ...testView(value),
    state: typeof state === 'boolean' ? state : null,
    data: field(value, 'data', any),
  };
};

function testView(value: JsonValue): TestView {
  return { name: field(value, 'name', text), opState: field(value, 'OpState', any) };
}

const dependencyMap: ReplyDecoder<DependencyMap> = (value) => ({
  available: field(value, 'available', mapOf(text)),
  disabled: field(value, 'disabled', mapOf(listOf(text))),
  existing: field(value, 'existing', mapOf(text)),
});
