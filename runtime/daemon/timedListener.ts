import type { HostReportContract, JsonObject, Outcome } from '../protocol/index.ts';
import type { PluginInstance, PluginListener } from '../supervision/pluginInstance.ts';
import type { TimedPlugin } from './timedPlugin.ts';
import type { TimeKeeper } from './timeKeeper.ts';

type Calls = HostReportContract['requests'];
type Reports = HostReportContract['notes'];
type Cause = number | null;

/** Hands on what one plugin tells and asks, in the order of turns. */
export class TimedListener implements PluginListener {
  readonly #keeper: TimeKeeper;
  readonly #plugin: TimedPlugin;
  readonly #inner: PluginListener;
  readonly #timedOf: (instance: PluginInstance) => PluginInstance;
  #until: number | null | undefined;

  /** `timedOf` answers the instance as the daemon knows it. */
  constructor(
    keeper: TimeKeeper,
    plugin: TimedPlugin,
    inner: PluginListener,
    timedOf: (instance: PluginInstance) => PluginInstance,
  ) {
    this.#keeper = keeper;
    this.#plugin = plugin;
    this.#inner = inner;
    this.#timedOf = timedOf;
  }

  phaseChanged(instance: PluginInstance): void {
    const { kind } = instance.phase;
    if (kind === 'failed' || kind === 'stopped') this.#keeper.leave(this.#plugin);
    this.#inner.phaseChanged(this.#timedOf(instance));
  }

  healthChanged(instance: PluginInstance): void {
    this.#inner.healthChanged(this.#timedOf(instance));
  }

  waitingForDebugger(instance: PluginInstance): void {
    this.#inner.waitingForDebugger(this.#timedOf(instance));
  }

  /** Nothing of it reaches the journal. */
  imported(instance: PluginInstance, file: string): void {
    this.#inner.imported(this.#timedOf(instance), file);
  }

  /** Shown at once: it is no part of the journal, and a plugin that never waits is to be seen. */
  debugLine(instance: PluginInstance, line: Reports['debugLine']): void {
    this.#inner.debugLine(this.#timedOf(instance), line);
  }

  warning(instance: PluginInstance, warning: Reports['warning']): void {
    this.#inner.warning(this.#timedOf(instance), warning);
  }

  configRead(instance: PluginInstance, read: Reports['configRead']): void {
    const timed = this.#timedOf(instance);
    this.#keeper.receive(this.#plugin, () => this.#inner.configRead(timed, read));
  }

  /** Written down once for each time that the plugin waits for. */
  parked(instance: PluginInstance, parked: Reports['parked']): void {
    if (!this.#keeper.park(this.#plugin, parked) || parked.until === this.#until) return;
    this.#until = parked.until;
    const timed = this.#timedOf(instance);
    this.#keeper.receive(this.#plugin, () => this.#inner.parked(timed, parked));
  }

  act(instance: PluginInstance, request: Calls['act']['params'], cause: Cause): Promise<Outcome> {
    return this.#ask(() => this.#inner.act(this.#timedOf(instance), request, cause));
  }

  registerCommand(
    instance: PluginInstance,
    request: Calls['registerCommand']['params'],
    cause: Cause,
  ): Promise<void> {
    return this.#ask(() => this.#inner.registerCommand(this.#timedOf(instance), request, cause));
  }

  callCommand(
    instance: PluginInstance,
    request: Calls['callCommand']['params'],
    cause: Cause,
  ): Promise<JsonObject> {
    return this.#ask(() => this.#inner.callCommand(this.#timedOf(instance), request, cause));
  }

  readData(request: Calls['readData']['params']): Promise<Calls['readData']['result']> {
    return this.#ask(async () => this.#inner.readData(request));
  }

  readDot(): Calls['readDot']['result'] {
    return this.#inner.readDot();
  }

  readEtcFile(request: Calls['readEtcFile']['params']): Promise<Calls['readEtcFile']['result']> {
    return this.#ask(() => this.#inner.readEtcFile(request));
  }

  readEtcFolder(
    request: Calls['readEtcFolder']['params'],
  ): Promise<Calls['readEtcFolder']['result']> {
    return this.#ask(() => this.#inner.readEtcFolder(request));
  }

  editEtc(
    instance: PluginInstance,
    request: Calls['editEtc']['params'],
    cause: Cause,
  ): Promise<Outcome> {
    return this.#ask(() => this.#inner.editEtc(this.#timedOf(instance), request, cause));
  }

  endDaemon(
    instance: PluginInstance,
    request: Calls['endDaemon']['params'],
    cause: Cause,
  ): Promise<Outcome> {
    return this.#ask(() => this.#inner.endDaemon(this.#timedOf(instance), request, cause));
  }

  /** Asks once the plugin has parked, and answers at a later turn of it. */
  #ask<Answer>(perform: () => Promise<Answer>): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    const answer = (send: () => void): void =>
      this.#keeper.deliver(this.#plugin, { kind: 'message', send });
    this.#keeper.receive(this.#plugin, () => {
      void perform().then(
        (value) => answer(() => resolve(value)),
        (error: unknown) => answer(() => reject(error)),
      );
    });
    return promise;
  }
}
