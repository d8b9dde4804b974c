import type {
  ClockState,
  DebugTarget,
  HostReportContract,
  JsonObject,
  LeftBehind,
  LoadPlugin,
  NetworkDelta,
  NetworkPart,
  Outcome,
  PluginHealth,
  PluginLanguage,
  PluginPhase,
} from '../protocol/index.ts';

type Reports = HostReportContract['notes'];
type Calls = HostReportContract['requests'];

/** One generation of one plugin, wherever it runs; a process today, inline for shipped plugins. */
export interface PluginInstance {
  readonly className: string;
  readonly language: PluginLanguage;
  readonly generation: number;
  /** Present while a process lives. */
  readonly pid: number | undefined;
  readonly phase: PluginPhase;
  /** Absent when there is nothing to notice. */
  readonly health?: PluginHealth | undefined;
  /** Asks for a debug port; must precede `load` with `waitForDebugger`. */
  prepareDebug(): Promise<DebugTarget>;
  /**
   * Imports and constructs; settles when the phase is `loaded` or `failed`, never rejects.
   * `cause` is the journal entry that started the plugin, for what import and constructor do.
   */
  load(request: LoadPlugin, cause?: number): Promise<void>;
  /** Begins `run`; `cause` is the journal entry that started the plugin. Never rejects. */
  start(cause: number): Promise<void>;
  /** Runs a command handler; rejects with the handler's message or when the plugin is gone. */
  call(command: string, data: JsonObject | null, cause: number): Promise<JsonObject>;
  sendNetworkPart(part: NetworkPart): void;
  sendNetworkDelta(delta: NetworkDelta): void;
  sendClock(clock: ClockState): void;
  /** Settles when the plugin has heard all that it was told, and has answered or is gone. */
  settled(): Promise<void>;
  /** Walks the stop ladder; settles when nothing of the plugin is left. */
  stop(): Promise<void>;
  /** What it had open after it was stopped, as far as it could say. */
  readonly left?: readonly LeftBehind[] | undefined;
}

/** What a plugin instance tells and asks of the daemon; `cause` comes from the envelope. */
export interface PluginListener {
  phaseChanged(instance: PluginInstance): void;
  healthChanged(instance: PluginInstance): void;
  waitingForDebugger(instance: PluginInstance): void;
  /** The instance imports a file, absolute. */
  imported(instance: PluginInstance, file: string): void;
  debugLine(instance: PluginInstance, line: Reports['debugLine']): void;
  configRead(instance: PluginInstance, read: Reports['configRead']): void;
  parked(instance: PluginInstance, parked: Reports['parked']): void;
  warning(instance: PluginInstance, warning: Reports['warning']): void;
  act(
    instance: PluginInstance,
    request: Calls['act']['params'],
    cause: number | null,
  ): Promise<Outcome>;
  registerCommand(
    instance: PluginInstance,
    request: Calls['registerCommand']['params'],
    cause: number | null,
  ): Promise<void>;
  callCommand(
    instance: PluginInstance,
    request: Calls['callCommand']['params'],
    cause: number | null,
  ): Promise<JsonObject>;
  readData(
    request: Calls['readData']['params'],
  ): Calls['readData']['result'] | Promise<Calls['readData']['result']>;
  readDot(): Calls['readDot']['result'];
  readEtcFile(request: Calls['readEtcFile']['params']): Promise<Calls['readEtcFile']['result']>;
  readEtcFolder(
    request: Calls['readEtcFolder']['params'],
  ): Promise<Calls['readEtcFolder']['result']>;
  editEtc(
    instance: PluginInstance,
    request: Calls['editEtc']['params'],
    cause: number | null,
  ): Promise<Outcome>;
  endDaemon(
    instance: PluginInstance,
    request: Calls['endDaemon']['params'],
    cause: number | null,
  ): Promise<Outcome>;
}
