/**
 * What a plugin author extends and sees. A TypeScript plugin imports it as `ockle`.
 * Reads answer at once from the plugin's own copy of the server tree; actions are promises.
 */

/** Any value that survives JSON unchanged. */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** Data of a command and of its reply. */
export type CommandData = Readonly<Record<string, JsonValue>>;

/** Handles one command; an Error thrown here is answered to the caller with its message. */
export type CommandHandler = (data: CommandData | null) => CommandData | Promise<CommandData>;

/** Ockle's operation states, spelt as the original spells them. */
export const OpState = {
  OK: 'OK',
  OFF: 'OFF',
  failedToStart: 'Failed to start',
  failedToStop: 'Failed to stop',
  SwitcingOn: 'Switching on',
  SwitchingOff: 'Switching off',
  permanentlyFailedToStart: 'Permanently failed to start',
  permanentlyFailedToStop: 'Permanently failed to Stop',
  forcedOn: 'Forced on',
  forcedOff: 'Forced off',
  INIT: 'Did not initiate yet',
  unknown: 'Unknown',
} as const;

/** One of the texts of {@link OpState}. */
export type OpState = (typeof OpState)[keyof typeof OpState];

/** What a device says of itself by key, e.g. `CPU` in percent. */
export type DeviceData = Readonly<Record<string, JsonValue>>;

/** An outlet or a control of a server. */
export interface SwitchableObject {
  getName(): string;
  getOpState(): OpState;
  /** Writes another OpState on it; the device itself is left alone. */
  setOpState(opState: OpState): Promise<void>;
  /** Asks the device now. */
  getData(): Promise<DeviceData>;
  /** What was last read from the device; null when it could not be read. */
  getState(): boolean | null;
  /** Switches it; resolves to true when the device then reads as asked. */
  setState(state: boolean): Promise<boolean>;
}

/** A test of a server. */
export interface ServerTest {
  getName(): string;
  getOpState(): 'SUCCEEDED' | 'FAILED' | 'Did not initiate yet';
  /** Runs it now; resolves to true when it passed. */
  runTest(): Promise<boolean>;
}

/** One server of the tree. */
export interface ServerNode {
  getName(): string;
  getOpState(): OpState;
  getOutlets(): readonly SwitchableObject[];
  getControls(): readonly SwitchableObject[];
  getTests(): readonly ServerTest[];
  getOutletByName(name: string): SwitchableObject | undefined;
  getControlByName(name: string): SwitchableObject | undefined;
  getTestByName(name: string): ServerTest | undefined;
  getFailedTests(): readonly ServerTest[];
  /** Data of all outlets, asked now; keys are `outlet` and the outlet's name. */
  getOutletsDataDict(): Promise<Readonly<Record<string, DeviceData>>>;
  /** Data of all controls, asked now; keys are `control` and the control's name. */
  getControlsDataDict(): Promise<Readonly<Record<string, DeviceData>>>;
  getStartAttempts(): number;
  getShutdownAttempts(): number;
  /** Forgets failed attempts, so that a permanent failure can be tried again. */
  resetAttempts(): Promise<void>;
  /** Resolves to the OpState afterwards; rejects when the gate refuses. */
  turnOn(options?: SwitchOptions): Promise<OpState>;
  /** Resolves to the OpState afterwards; rejects when the gate refuses. */
  turnOff(options?: SwitchOptions): Promise<OpState>;
  /** `on` switches on, anything else off. */
  action(text: string, ignoreDeps?: boolean): Promise<OpState>;
  /** Writes another OpState on it; its outlets and controls are left alone. */
  setOpState(opState: OpState): Promise<void>;
  /** Reads its devices, runs its tests when it is on, and resolves to the OpState they add up to. */
  updateOpState(options?: UpdateOptions): Promise<OpState>;
}

/** How a server is to be read. */
export interface UpdateOptions {
  /** False leaves its tests out, and counts what they said last. */
  readonly runTests?: boolean;
}

/** How a server is to be switched. */
export interface SwitchOptions {
  /** Asks nothing of other servers, runs no tests, and takes the wanted state whatever the devices say. */
  readonly ignoreDeps?: boolean;
}

/** The servers and who needs whom. */
export interface ServerNetwork {
  /** Needed servers first. */
  getSortedNodeList(): readonly ServerNode[];
  getSortedNodeListIndex(): readonly string[];
  getServer(name: string): ServerNode | undefined;
  /** The server of that name. @throws Error when there is none */
  getServernode(name: string): ServerNode;
  /** The first server in order. @throws Error when there is none */
  getRoot(): ServerNode;
  /** Names that `name` needs, one level. */
  getDependencies(name: string): readonly string[];
  /** Names that need `name`, one level. */
  getDependent(name: string): readonly string[];
  isReadyToTurnOn(name: string): boolean;
  isReadyToTurnOff(name: string): boolean;
  /** Whether any server is between on and off, or not read yet. */
  turningOn(): boolean;
  /** Whether every server is in that state. */
  isAllOpState(opState: OpState): boolean;
  turnOnServer(name: string): Promise<OpState>;
  turnOffServer(name: string): Promise<OpState>;
  /** Reads all devices and runs the tests of servers that are on. */
  updateNetwork(): Promise<void>;
  /** Switches every outlet off, dependents first; OpStates of servers stay. */
  allOff(): Promise<void>;
  /** After five seconds switches every outlet on, needed servers first, a second apart. */
  initiateStartup(): Promise<void>;
  /** The servers and their needs in Graphviz' language, coloured by OpState. */
  toDot(): Promise<string>;
}

/** What etc/config.ini says; section names count by case, option names do not. */
export interface ConfigReader {
  /** The option's text. @throws Error when there is none, or its `%` cannot be resolved */
  get(section: string, option: string): string;
  hasOption(section: string, option: string): boolean;
  sections(): readonly string[];
  /** Lower-case option names and texts, in file order. */
  items(section: string): readonly (readonly [string, string])[];
}

/** Raw texts of ini files by base name, section and lower-case option. */
export type IniFiles = Readonly<
  Record<string, Readonly<Record<string, Readonly<Record<string, string>>>>>
>;

/** The files below `etc`; every path is relative to it and cannot leave it. */
export interface EtcFiles {
  /** The file's text; null when there is no such file. */
  readText(path: string): Promise<string | null>;
  /** All ini files of a folder of objects; those that cannot be read are left out. */
  readFolder(folder: 'servers' | 'outlets' | 'testers' | 'controllers'): Promise<IniFiles>;
  /** The sections of one of them, `name` without `.ini`; null when there is none that can be read. */
  readFile(
    folder: 'servers' | 'outlets' | 'testers' | 'controllers',
    name: string,
  ): Promise<IniFiles[string] | null>;
  /** Sets options; all other lines, comments among them, stay as they are. */
  merge(
    path: string,
    sections: Readonly<Record<string, Readonly<Record<string, string>>>>,
  ): Promise<void>;
  /** Moves the file to `etc/serversBack`. */
  deleteFile(path: string): Promise<void>;
  deleteSection(path: string, section: string): Promise<void>;
}

/** Where plugins offer commands to clients and to each other. */
export interface CommunicationHandler {
  /**
   * Offers `command`; rejects when another plugin owns it. `help` is shown by listCommands, and
   * editors ask for the `keys` of its request before they send it.
   */
  AddCommandToList(
    command: string,
    handler: CommandHandler,
    help?: string,
    keys?: readonly string[],
  ): Promise<void>;
  /**
   * Calls a command of any plugin or of the daemon. The Error of a call that fails has a `code`,
   * for example `command-unknown`.
   */
  sendCommand(command: string, data?: CommandData | null): Promise<CommandData>;
}

/** The daemon as a plugin sees it. */
export interface MainDaemon {
  /** False as soon as the plugin is asked to stop. */
  readonly running: boolean;
  readonly servers: ServerNetwork;
  readonly communicationHandler: CommunicationHandler;
  /** What etc/config.ini said when the plugin was loaded. */
  readonly config: ConfigReader;
  readonly etc: EtcFiles;
  /** Absolute path of the project's `etc` folder. */
  readonly ETC_DIR: string;
  readonly SERVERS_DIR: string;
  readonly OUTLETS_DIR: string;
  readonly TESTERS_DIR: string;
  readonly CONTROLLERS_DIR: string;
  /** Class names of the enabled plugins, in order. */
  getPluginList(): readonly string[];
  /** Writes one record to the daemon's log. */
  debug(message: unknown): void;
  /** Restarts the daemon; resolves before that happens. */
  reload(): Promise<void>;
  /** Stops every plugin and ends the daemon; resolves before that happens. */
  shutdown(): Promise<void>;
}

/**
 * What the host gives to `ModuleTemplate` behind the daemon's back.
 * @internal
 */
export interface PluginContext {
  getConfigVar(name: string): JsonValue;
  getConfigInt(name: string): number;
  /** Resolves early when the plugin is asked to stop. */
  sleep(seconds: number): Promise<void>;
}

/** @internal */
export const pluginContexts = new WeakMap<MainDaemon, PluginContext>();

/** Base class of every plugin. */
export abstract class ModuleTemplate {
  readonly mainDaemon: MainDaemon;

  constructor(mainDaemon: MainDaemon) {
    this.mainDaemon = mainDaemon;
  }

  /** The plugin's work; override it and loop while `this.mainDaemon.running`. */
  run(): void | Promise<void> {}

  /** Called when the plugin has to stop; override it to release what you hold. */
  stop(): void | Promise<void> {}

  /**
   * Text from config.ini, else the typed default of the ini template.
   * @throws Error when neither declares `name`.
   */
  getConfigVar(name: string): JsonValue {
    return this.#context().getConfigVar(name);
  }

  /**
   * Whole number from config.ini, else (with a warning when the text is no number) the template's default.
   * @throws Error when neither declares `name`.
   */
  getConfigInt(name: string): number {
    return this.#context().getConfigInt(name);
  }

  /** Writes `<Class>: message` to the daemon's log. */
  debug(message: unknown): void {
    this.mainDaemon.debug(`${this.constructor.name}: ${String(message)}`);
  }

  /** Waits; returns early when the plugin has to stop. */
  sleep(seconds: number): Promise<void> {
    return this.#context().sleep(seconds);
  }

  #context(): PluginContext {
    const context = pluginContexts.get(this.mainDaemon);
    if (!context) throw new Error('Pass the MainDaemon you were given on to super().');
    return context;
  }
}
