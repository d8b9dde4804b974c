import type { Clock } from '../base/clock.ts';
import { Emitter } from '../base/emitter.ts';
import type { Gate } from '../base/gate.ts';
import type { Journal } from '../base/journal.ts';
import type { CommunicationHandler } from '../communication/communicationHandler.ts';
import type { EtcFiles } from '../config/etcFiles.ts';
import type { NetworkFeed } from '../network/networkFeed.ts';
import { dataOfSilent } from '../network/readServerData.ts';
import type { ServerNetwork } from '../network/serverNetwork.ts';
import { toDot } from '../network/toDot.ts';
import type {
  Actor,
  HostReportContract,
  JsonObject,
  Outcome,
  SourceLocation,
} from '../protocol/index.ts';
import type { PluginInstance, PluginListener } from '../supervision/pluginInstance.ts';
import { asRpcErrors } from './asRpcErrors.ts';
import type { CommandCalls } from './commandCalls.ts';
import { CommandDesk } from './commandDesk.ts';
import type { DaemonEvents } from './daemonEvents.ts';
import { withoutSecrets } from './hideSecrets.ts';
import type { PluginRecord, PluginRegistry } from './pluginRegistry.ts';
import type { PowerActions } from './powerActions.ts';

type Calls = HostReportContract['requests'];
type Notes = HostReportContract['notes'];

/** What the desk hands on to. */
export interface DeskParts {
  readonly registry: PluginRegistry;
  readonly events: DaemonEvents;
  readonly gate: Gate;
  readonly journal: Journal;
  readonly clock: Clock;
  readonly power: PowerActions;
  readonly commands: CommunicationHandler;
  readonly calls: CommandCalls;
  readonly feed: NetworkFeed;
  readonly network: ServerNetwork;
  readonly etc: EtcFiles;
}

/** Takes what plugins tell and ask; every action goes through the gate with its line and cause. */
export class PluginDesk implements PluginListener {
  readonly #parts: DeskParts;
  readonly #offers: CommandDesk;
  readonly #waiting = new Emitter<PluginInstance>();
  readonly #imported = new Emitter<PluginInstance>();
  readonly #ended = new Emitter<PluginInstance>();

  /** The process of a plugin stands and waits for its debugger. */
  readonly onDidWaitForDebugger = this.#waiting.event;
  /** A plugin imports a file of its author's. */
  readonly onDidImport = this.#imported.event;
  /** A generation of a plugin has stopped or failed. */
  readonly onDidEnd = this.#ended.event;

  constructor(parts: DeskParts) {
    this.#parts = parts;
    this.#offers = new CommandDesk({
      ...parts,
      warn: (instance, warning) => this.warning(instance, warning),
    });
  }

  phaseChanged(instance: PluginInstance): void {
    const { registry, commands } = this.#parts;
    const { className, generation, phase } = instance;
    const isOver = phase.kind === 'stopped' || phase.kind === 'failed';
    if (isOver) this.#ended.fire(instance);
    const record = registry.get(className);
    const isCurrent = record?.generation === generation;
    // Its commands are there until those of the next generation are.
    if (isCurrent && phase.kind === 'stopped' && record.candidate?.isNext) return;
    if (isOver) commands.release({ name: className, generation });
    if (!isCurrent) return;
    if (phase.kind === 'loaded') this.#sayLoaded(record);
    registry.show(record, phase);
  }

  healthChanged({ className, generation }: PluginInstance): void {
    const { registry } = this.#parts;
    const record = registry.get(className);
    if (record?.generation === generation) registry.tell(record);
  }

  waitingForDebugger(instance: PluginInstance): void {
    this.#waiting.fire(instance);
  }

  imported(instance: PluginInstance, file: string): void {
    const { registry } = this.#parts;
    const { className, generation } = instance;
    const record = registry.get(className);
    if (record?.candidate?.generation === generation) record.candidate.files.add(file);
    else if (record?.generation === generation) registry.noteFile(record, file);
    this.#imported.fire(instance);
  }

  debugLine({ className }: PluginInstance, { text, stream, source }: Notes['debugLine']): void {
    const t = this.#parts.clock.now();
    const line = { t, plugin: className, text, stream, ...(source && { source }) };
    this.#parts.events.debugLine.fire(line);
  }

  configRead(instance: PluginInstance, { variable, value, source }: Notes['configRead']): void {
    const actor = actorOf(instance, source);
    this.#parts.journal.observe({ actor, what: 'configRead', target: variable, value });
  }

  parked(instance: PluginInstance, { until, lastSeqSeen }: Notes['parked']): void {
    const { className } = instance;
    const value = { until, lastSeqSeen };
    const actor = actorOf(instance, undefined);
    this.#parts.journal.observe({ actor, what: 'parked', target: className, value });
  }

  warning({ className }: PluginInstance, { code, message, source }: Notes['warning']): void {
    const place = source && { source };
    const problem = { code, severity: 'warning', message, plugin: className, ...place } as const;
    this.#parts.events.problem.fire(problem);
  }

  async act(
    instance: PluginInstance,
    { verb, target, args, source }: Calls['act']['params'],
    cause: number | null,
  ): Promise<Outcome> {
    const { gate, power, feed } = this.#parts;
    const actor = actorOf(instance, source);
    const request = { actor, cause: this.#causeOf(instance, cause), verb, target, args };
    const outcome = await gate.submit(request, () => power.perform(verb, target, args));
    feed.flush();
    return outcome;
  }

  registerCommand(
    instance: PluginInstance,
    offer: Calls['registerCommand']['params'],
    cause: number | null,
  ): Promise<void> {
    const actor = actorOf(instance, offer.source);
    return this.#offers.register(instance, offer, { actor, cause: this.#causeOf(instance, cause) });
  }

  async callCommand(
    instance: PluginInstance,
    { command, data, source }: Calls['callCommand']['params'],
    cause: number | null,
  ): Promise<JsonObject> {
    const { calls, feed } = this.#parts;
    const actor = actorOf(instance, source);
    const call = () => calls.call(actor, this.#causeOf(instance, cause), command, data);
    try {
      return await asRpcErrors(call);
    } finally {
      feed.flush();
    }
  }

  readData({
    server,
  }: Calls['readData']['params']):
    Calls['readData']['result'] | Promise<Calls['readData']['result']> {
    const node = this.#parts.network.getServer(server);
    return (node && dataOfSilent(node)) ?? this.#readData(server);
  }

  async #readData(server: string): Promise<Calls['readData']['result']> {
    const read = () => this.#parts.network.requireServer(server).readData();
    const { outlets, controls, failures } = await asRpcErrors(read);
    const t = this.#parts.clock.now();
    for (const failure of failures) {
      const text = `${server}: ${failure}`;
      this.#parts.events.debugLine.fire({ t, text, stream: 'debug' });
    }
    return { outlets, controls };
  }

  readDot(): Calls['readDot']['result'] {
    return { dot: toDot(this.#parts.network) };
  }

  async readEtcFile({
    path,
  }: Calls['readEtcFile']['params']): Promise<Calls['readEtcFile']['result']> {
    return { text: await asRpcErrors(() => this.#parts.etc.readText(path)) };
  }

  async readEtcFolder({
    folder,
    name,
  }: Calls['readEtcFolder']['params']): Promise<Calls['readEtcFolder']['result']> {
    return { files: await asRpcErrors(() => this.#parts.etc.readFolder(folder, name)) };
  }

  editEtc(
    instance: PluginInstance,
    { edit, source }: Calls['editEtc']['params'],
    cause: number | null,
  ): Promise<Outcome> {
    const { gate, etc } = this.#parts;
    const request = {
      actor: actorOf(instance, source),
      cause: this.#causeOf(instance, cause),
      verb: 'writeConfig',
      target: edit.path,
      args: withoutSecrets({ ...edit }),
    } as const;
    return gate.submit(request, async () => {
      await etc.apply(edit);
      return { requested: edit.kind, observed: edit.kind, before: null, after: null };
    });
  }

  endDaemon(
    instance: PluginInstance,
    { verb, source }: Calls['endDaemon']['params'],
    cause: number | null,
  ): Promise<Outcome> {
    const request = {
      actor: actorOf(instance, source),
      cause: this.#causeOf(instance, cause),
      verb,
      target: '',
      args: {},
    };
    return this.#parts.gate.submit(request, () => {
      // After the answer, which is sent as soon as this action is done.
      setImmediate(() => this.#parts.events.end.fire(verb));
      return { requested: verb, observed: verb, before: null, after: null };
    });
  }

  /** What a plugin does by itself has its start as the cause. */
  #causeOf({ className, generation }: PluginInstance, cause: number | null): number | null {
    if (cause !== null) return cause;
    const record = this.#parts.registry.get(className);
    if (record?.candidate?.generation === generation) return record.candidate.startSeq;
    return record?.generation === generation ? record.startSeq : null;
  }

  /** A shipped plugin runs beside those that somebody asked for, so the line is its own. */
  #sayLoaded({ className, found: { isShipped } }: PluginRecord): void {
    const t = this.#parts.clock.now();
    const speaker = isShipped && { plugin: className };
    this.#parts.events.debugLine.fire({
      t,
      ...speaker,
      text: `Loaded: ${className}`,
      stream: 'debug',
    });
  }
}

function actorOf(
  { className, generation }: PluginInstance,
  source: SourceLocation | undefined,
): Actor {
  const place = source ? { file: source.file, line: source.line } : {};
  return { kind: 'plugin', plugin: className, generation, ...place };
}
