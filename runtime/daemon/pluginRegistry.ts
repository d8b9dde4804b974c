import type { PluginInstance } from '../supervision/pluginInstance.ts';
import type {
  PluginConfig,
  PluginFailure,
  PluginInfo,
  PluginPhase,
  PluginReload,
} from '../protocol/index.ts';
import type { DaemonEvents } from './daemonEvents.ts';
import type { DebugClient } from './debugClient.ts';
import { PluginFiles } from './pluginFiles.ts';
import type { StartedHost } from './pluginHosts.ts';
import type { FoundPlugin } from './readPluginCatalogue.ts';
import type { ReloadCandidate } from './reloadCandidate.ts';

/** One plugin of the project and the generation of it that runs, or ran last. */
export class PluginRecord {
  found: FoundPlugin;
  isEnabled: boolean;
  /** 0 before the first start. */
  generation = 0;
  /** The number that was given last, also to one that never ran. */
  newest = 0;
  phase: PluginPhase = { kind: 'notRunning' };
  instance: PluginInstance | undefined;
  /** Settles when the newest generation has a host, or cannot have one. */
  host: Promise<StartedHost> | undefined;
  /** Settles when the newest generation runs or has failed. */
  launch: Promise<void> | undefined;
  /** What to do when this generation fails by itself. */
  restart: 'never' | 'onFailure' = 'never';
  /** Who steps through it; one that has several debuggers there stands here as often. */
  debuggers: readonly DebugClient[] = [];
  /** Runs for its commands only, beside plugins that somebody asked for. */
  runsAlong = false;
  /** The journal entry that started this generation. */
  startSeq: number | null = null;
  /** The next generation while it is loaded beside this one. */
  candidate: ReloadCandidate | undefined;
  /** Settles when the reload that is under way is over. */
  reload: Promise<void> | undefined;
  lastReload: PluginReload | undefined;
  /** Of a generation that was the plugin. */
  lastFailure: PluginFailure | undefined;
  /** Why a newer version did not take its place, until one does or the plugin fails itself. */
  keptFailure: PluginFailure | undefined;
  restarts = 0;
  /** How often somebody has asked for its stop. */
  stops = 0;
  files: PluginFiles;
  /** The variables with which a generation was loaded last, or was tried to. */
  config: PluginConfig | undefined;

  constructor(found: FoundPlugin, isEnabled: boolean) {
    this.found = found;
    this.isEnabled = isEnabled;
    this.files = new PluginFiles(found.source.file);
  }

  get className(): string {
    return this.found.className;
  }

  get isAlive(): boolean {
    return !['notRunning', 'stopped', 'failed'].includes(this.phase.kind);
  }

  /** Whether somebody is there who wants it to have a debugger. */
  get isDebugged(): boolean {
    return this.debuggers.some(({ hasLeft }) => !hasLeft);
  }

  get failure(): PluginFailure | undefined {
    return this.phase.kind === 'failed' ? this.phase.failure : undefined;
  }

  /** The generation by which the plugin may ask for something: the one that runs, or one that is loaded. */
  generationOf(asking: number): number {
    return this.candidate?.generation === asking ? asking : this.generation;
  }

  addDebugger(client: DebugClient): void {
    this.debuggers = [...this.debuggers.filter(({ hasLeft }) => !hasLeft), client];
  }

  /** Takes one debugger of a client away. */
  removeDebugger(client: DebugClient): void {
    const at = this.debuggers.indexOf(client);
    if (at >= 0) this.debuggers = this.debuggers.toSpliced(at, 1);
  }

  /** Begins a generation without a successor. */
  begin(startSeq: number): void {
    this.generation = ++this.newest;
    this.startSeq = startSeq;
    this.files = new PluginFiles(this.found.source.file);
    this.keptFailure = undefined;
    // What was not loaded beside the old version is loaded now.
    if (this.lastReload?.outcome === 'kept') this.lastReload = undefined;
  }

  /** The candidate is the plugin from now on. */
  takeOver(candidate: ReloadCandidate, instance: PluginInstance): void {
    this.candidate = undefined;
    this.keptFailure = undefined;
    this.generation = candidate.generation;
    this.startSeq = candidate.startSeq;
    this.found = candidate.found;
    this.files = candidate.files;
    this.host = candidate.host;
    this.instance = instance;
  }

  info(): PluginInfo {
    const { className, language, source, isShipped } = this.found;
    const pid = this.instance?.pid;
    const health = this.isAlive ? this.instance?.health : undefined;
    const lastFailure = this.keptFailure ?? this.lastFailure;
    return {
      className,
      language,
      source,
      ...(isShipped && { isShipped }),
      enabled: this.isEnabled,
      generation: this.generation,
      ...(pid !== undefined && { pid }),
      phase: this.phase,
      ...(health && { health }),
      ...(this.restarts > 0 && { restarts: this.restarts }),
      ...(lastFailure && { lastFailure }),
      ...(this.generation > 0 && { files: this.files.list }),
      ...(this.lastReload && { lastReload: this.lastReload }),
      ...whatIsOld(this.found),
    };
  }
}

function whatIsOld({ unusable, insteadOf }: FoundPlugin): Partial<PluginInfo> {
  return { ...(unusable && { unusable }), ...(insteadOf && { insteadOf }) };
}

/** The plugins of a project: those of pluginList in its order, then the others by name. */
export class PluginRegistry {
  readonly #events: DaemonEvents;
  readonly #generations: ReadonlyMap<string, number>;
  #records = new Map<string, PluginRecord>();
  /** Those with files that nobody was told of. */
  readonly #withFiles = new Set<PluginRecord>();
  #untold: NodeJS.Immediate | undefined;

  /** `generations` are those that other daemons of this process had before. */
  constructor(events: DaemonEvents, generations: ReadonlyMap<string, number> = new Map()) {
    this.#events = events;
    this.#generations = generations;
  }

  get records(): readonly PluginRecord[] {
    return [...this.#records.values()];
  }

  get(className: string): PluginRecord | undefined {
    return this.#records.get(className);
  }

  infos(): readonly PluginInfo[] {
    return this.records.map((record) => record.info());
  }

  /** Takes over what the project's files say now; a plugin that runs stays even if its file is gone. */
  update(found: ReadonlyMap<string, FoundPlugin>, pluginList: readonly string[]): void {
    const alive = this.records.filter(({ isAlive }) => isAlive).map(({ className }) => className);
    const names = [...new Set([...pluginList, ...[...found.keys(), ...alive].sort()])];
    const records = new Map<string, PluginRecord>();
    for (const name of names) {
      const record = this.#records.get(name);
      const now = found.get(name) ?? record?.found;
      if (!now || (!found.has(name) && !alive.includes(name))) continue;
      const kept = record ?? this.#newRecord(now);
      if (!kept.isAlive) kept.found = now;
      kept.isEnabled = pluginList.includes(name);
      records.set(name, kept);
    }
    this.#records = records;
  }

  /** Takes a file that the plugin has loaded; what is loaded at once is told at once. */
  noteFile(record: PluginRecord, file: string): void {
    if (!record.files.add(file) || record.phase.kind !== 'running') return;
    this.#untold ??= setImmediate(() => {
      this.#untold = undefined;
      for (const each of this.#withFiles) this.tell(each);
      this.#withFiles.clear();
    });
    this.#withFiles.add(record);
  }

  /** Tells what is to be known of a plugin now. */
  tell(record: PluginRecord): void {
    this.#events.plugin.fire(record.info());
  }

  #newRecord(found: FoundPlugin): PluginRecord {
    const record = new PluginRecord(found, false);
    record.generation = this.#generations.get(found.className) ?? 0;
    record.newest = record.generation;
    return record;
  }

  /** Shows a new phase of the plugin's newest generation. */
  show(record: PluginRecord, phase: PluginPhase): void {
    record.phase = phase;
    if (phase.kind === 'failed') {
      record.lastFailure = phase.failure;
      record.keptFailure = undefined;
    }
    this.tell(record);
    if (phase.kind !== 'failed') return;
    const { code, message, source } = phase.failure;
    this.#events.problem.fire({
      code,
      severity: 'error',
      message,
      plugin: record.className,
      ...(source && { source }),
    });
  }
}
