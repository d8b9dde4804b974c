import type { Clock } from '../base/clock.ts';
import type { Gate } from '../base/gate.ts';
import type { CommunicationHandler } from '../communication/communicationHandler.ts';
import type { Actor, PluginFailure } from '../protocol/index.ts';
import type { DaemonEvents } from './daemonEvents.ts';
import type { PluginDesk } from './pluginDesk.ts';
import type { PluginRecord, PluginRegistry } from './pluginRegistry.ts';
import type { PluginRunner } from './pluginRunner.ts';
import type { PluginStarter } from './pluginStarter.ts';
import type { FoundPlugin } from './readPluginCatalogue.ts';
import { ReloadCandidate } from './reloadCandidate.ts';
import { leftBehind, nameTaken, noHost, notReloaded, notStarted } from './reloadProblems.ts';

/** What a reloader needs. */
export interface ReloaderParts {
  readonly registry: PluginRegistry;
  readonly events: DaemonEvents;
  readonly gate: Gate;
  readonly clock: Clock;
  readonly commands: CommunicationHandler;
  readonly desk: PluginDesk;
  readonly starter: PluginStarter;
  readonly runner: PluginRunner;
  /** Where the plugin's class is now. */
  readonly findPlugin: (found: FoundPlugin) => Promise<FoundPlugin>;
}

/** The reload of a plugin that is under way, and the one that comes after it. */
interface Line {
  readonly current: Promise<void>;
  next?: Promise<void>;
}

/**
 * Replaces plugins by what their files say now, one reload of a plugin at a time: whoever asks
 * meanwhile shares one further reload. The old version goes on until the new one is constructed.
 */
export class PluginReloader {
  readonly #parts: ReloaderParts;
  readonly #lines = new Map<PluginRecord, Line>();

  constructor(parts: ReloaderParts) {
    this.#parts = parts;
  }

  /** Settles when the plugin runs what its files said when this was called, or could not. */
  async reload(record: PluginRecord, actor: Actor): Promise<void> {
    const line = this.#lines.get(record);
    if (line) {
      const { stops } = record;
      // One that somebody stops meanwhile stays stopped.
      line.next ??= line.current.then(async () => {
        if (record.stops === stops) await this.reload(record, actor);
      });
      return line.next;
    }
    const current = this.#reload(record, actor).finally(() => this.#lines.delete(record));
    this.#lines.set(record, { current });
    return current;
  }

  async #reload(record: PluginRecord, actor: Actor): Promise<void> {
    const { stops } = record;
    await record.launch;
    const isOwn = (await this.#parts.starter.isolationOf(record.found)) === 'process';
    if (record.stops !== stops) return;
    if (isOwn && record.phase.kind === 'running') await this.#replace(record, actor);
    else await this.#startAnew(record, actor);
  }

  /** There is nothing to be kept, or nothing that could fail. */
  async #startAnew(record: PluginRecord, actor: Actor): Promise<void> {
    const { runner } = this.#parts;
    const { restart, runsAlong, phase } = record;
    // Nobody may be there any more to attach to one that was stopped.
    const debuggers = phase.kind === 'stopped' ? [] : record.debuggers;
    await runner.end(record, actor);
    const records = [record];
    const request = { actor, debuggers, restart };
    await (runsAlong ? runner.run([], request, records) : runner.run(records, request));
  }

  async #replace(record: PluginRecord, actor: Actor): Promise<void> {
    const { gate, events } = this.#parts;
    const { className: target, isDebugged: debug } = record;
    const args = { debug, reload: true };
    const action = { actor, cause: null, verb: 'startPlugin', target, args } as const;
    const done = Promise.withResolvers<undefined>();
    record.reload = done.promise;
    try {
      const outcome = await gate.submit(action, async ({ seq }) => {
        const before = record.generation;
        await this.#attempt(record, seq);
        const after = record.generation;
        return { requested: 'reloaded', observed: record.phase.kind, before, after };
      });
      if (outcome.kind !== 'done') events.problem.fire(notStarted(target, outcome));
    } finally {
      record.candidate = undefined;
      record.reload = undefined;
      done.resolve(undefined);
    }
  }

  async #attempt(record: PluginRecord, startSeq: number): Promise<void> {
    const began = performance.now();
    const { stops } = record;
    const found = await this.#parts.findPlugin(record.found);
    if (record.stops !== stops) return;
    const candidate = this.#propose(record, found, startSeq);
    try {
      const failure = await this.#load(record, candidate);
      if (candidate.isCalledOff) return;
      if (failure) await this.#keep(record, candidate, failure, began);
      else await this.#takeOver(record, candidate, began);
    } catch (error) {
      if (record.generation !== candidate.generation) await candidate.end();
      throw error;
    }
  }

  /** The next generation, whose host starts. */
  #propose(record: PluginRecord, found: FoundPlugin, startSeq: number): ReloadCandidate {
    const { commands, starter } = this.#parts;
    const { className: name, isDebugged } = record;
    const staged = commands.stage({ name, generation: record.generation });
    const generation = ++record.newest;
    const host = starter
      .host({ found, generation }, isDebugged)
      .catch((error: unknown) => noHost(name, error));
    const candidate = new ReloadCandidate({
      found,
      generation,
      startSeq,
      commands: staged,
      host,
      isDebugged,
    });
    record.candidate = candidate;
    return candidate;
  }

  /** Imports and constructs; answers why that failed. */
  async #load(
    record: PluginRecord,
    candidate: ReloadCandidate,
  ): Promise<PluginFailure | undefined> {
    const { starter } = this.#parts;
    const instance = await candidate.instance();
    if (!instance || candidate.isCalledOff) return candidate.failure();
    starter.follow(instance);
    const waitForDebugger = candidate.isDebugged && (await starter.prepareDebug(instance));
    const how = { waitForDebugger, isReload: true };
    const request = await starter.loadRequest(candidate, how, (config) => {
      record.config = config;
    });
    await instance.load(request, candidate.startSeq);
    // What it did without waiting for the answer may have failed only now.
    await instance.settled();
    return candidate.failure();
  }

  async #keep(
    record: PluginRecord,
    candidate: ReloadCandidate,
    failure: PluginFailure,
    began: number,
  ): Promise<void> {
    await candidate.end();
    const { clock, registry, events } = this.#parts;
    // A file that only the new version imports may be the one to mend.
    record.files.addAll(candidate.files);
    record.keptFailure = failure;
    const ms = Math.round(performance.now() - began);
    const { problems } = candidate;
    record.lastReload = { at: clock.now(), outcome: 'kept', ms, failure, problems };
    registry.tell(record);
    events.problem.fire(notReloaded(record.className, failure));
  }

  async #takeOver(record: PluginRecord, candidate: ReloadCandidate, began: number): Promise<void> {
    const { clock, events, registry } = this.#parts;
    candidate.isNext = true;
    const old = record.instance;
    await old?.stop();
    for (const left of old?.left ?? []) {
      const problem = leftBehind(record, left);
      candidate.problems.push(problem);
      events.problem.fire(problem);
    }
    if (candidate.isCalledOff) {
      this.#leave(record);
      return;
    }
    await this.#commit(record, candidate);
    const ms = Math.round(performance.now() - began);
    const { problems } = candidate;
    record.lastReload = { at: clock.now(), outcome: 'reloaded', ms, problems };
    registry.tell(record);
  }

  /** The old one was stopped for one that nobody wants any more. */
  #leave(record: PluginRecord): void {
    const { commands, registry } = this.#parts;
    const { className: name, generation } = record;
    commands.release({ name, generation });
    registry.show(record, { kind: 'stopped' });
  }

  /** From the first line to the start nothing waits: whoever looks sees the old one or the new one. */
  async #commit(record: PluginRecord, candidate: ReloadCandidate): Promise<void> {
    const { registry, desk, events } = this.#parts;
    const host = await candidate.host;
    if (host.kind === 'failed') return;
    const { instance } = host;
    const late = candidate.commands.commit();
    record.takeOver(candidate, instance);
    desk.phaseChanged(instance);
    for (const { name } of late) events.problem.fire(nameTaken(record.className, name));
    await instance.start(candidate.startSeq);
    if (record.phase.kind === 'failed') registry.tell(record);
  }
}
