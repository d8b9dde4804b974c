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

/** An outlet or a control of a server. */
export interface SwitchableObject {
  getName(): string;
  getOpState(): OpState;
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
  getStartAttempts(): number;
  getShutdownAttempts(): number;
  /** Resolves to the OpState afterwards; rejects when the gate refuses. */
  turnOn(): Promise<OpState>;
  /** Resolves to the OpState afterwards; rejects when the gate refuses. */
  turnOff(): Promise<OpState>;
}

/** The servers and who needs whom. */
export interface ServerNetwork {
  /** Needed servers first. */
  getSortedNodeList(): readonly ServerNode[];
  getSortedNodeListIndex(): readonly string[];
  getServer(name: string): ServerNode | undefined;
  /** Names that `name` needs, one level. */
  getDependencies(name: string): readonly string[];
  /** Names that need `name`, one level. */
  getDependent(name: string): readonly string[];
  isReadyToTurnOn(name: string): boolean;
  isReadyToTurnOff(name: string): boolean;
  turnOnServer(name: string): Promise<OpState>;
  turnOffServer(name: string): Promise<OpState>;
}

/** Where plugins offer commands to clients and to each other. */
export interface CommunicationHandler {
  /** Offers `command`; rejects when another plugin owns it. `help` is shown by listCommands. */
  AddCommandToList(command: string, handler: CommandHandler, help?: string): Promise<void>;
  /** Calls a command of any plugin or of the daemon. */
  sendCommand(command: string, data?: CommandData): Promise<CommandData>;
}

/** The daemon as a plugin sees it. */
export interface MainDaemon {
  /** False as soon as the plugin is asked to stop. */
  readonly running: boolean;
  readonly servers: ServerNetwork;
  readonly communicationHandler: CommunicationHandler;
  /** Absolute path of the project's `etc` folder. */
  readonly ETC_DIR: string;
  /** Writes one record to the daemon's log. */
  debug(message: unknown): void;
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
