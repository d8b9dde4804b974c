import type { StagedCommands } from '../communication/communicationHandler.ts';
import type { PluginFailure, Problem } from '../protocol/index.ts';
import type { PluginInstance } from '../supervision/pluginInstance.ts';
import { PluginFiles } from './pluginFiles.ts';
import type { StartedHost } from './pluginHosts.ts';
import type { FoundPlugin } from './readPluginCatalogue.ts';

/** The next generation of a plugin, which is loaded beside the one that runs. */
export class ReloadCandidate {
  readonly generation: number;
  /** Nobody can call them before it has taken its place. */
  readonly commands: StagedCommands;
  readonly files: PluginFiles;
  /** What it tried to do while it was loaded, and what the one before left behind. */
  readonly problems: Problem[] = [];
  /** The journal entry of the reload. */
  readonly startSeq: number;
  readonly found: FoundPlugin;
  /** Settles when it has a host, or cannot have one. */
  readonly host: Promise<StartedHost>;
  /** Whether it was to have a debugger when it came. */
  readonly isDebugged: boolean;
  /** The one before stops, and this one comes next. */
  isNext = false;
  #isCalledOff = false;
  #whyGivenUp: PluginFailure | undefined;

  constructor(
    of: Pick<
      ReloadCandidate,
      'found' | 'generation' | 'startSeq' | 'commands' | 'host' | 'isDebugged'
    >,
  ) {
    this.found = of.found;
    this.generation = of.generation;
    this.startSeq = of.startSeq;
    this.commands = of.commands;
    this.host = of.host;
    this.isDebugged = of.isDebugged;
    this.files = new PluginFiles(of.found.source.file);
  }

  /** Somebody stopped the plugin meanwhile. */
  get isCalledOff(): boolean {
    return this.#isCalledOff;
  }

  /** Ends it; nothing of it is left then. */
  async callOff(): Promise<void> {
    this.#isCalledOff = true;
    await this.end();
  }

  /** Ends it for a reason that is none of its own. */
  async giveUp(failure: PluginFailure): Promise<void> {
    this.#whyGivenUp ??= failure;
    await this.end();
  }

  async end(): Promise<void> {
    await (await this.instance())?.stop();
  }

  async instance(): Promise<PluginInstance | undefined> {
    const host = await this.host;
    return host.kind === 'started' ? host.instance : undefined;
  }

  /** Why it cannot take the place of the one before; nothing while it can. */
  async failure(): Promise<PluginFailure | undefined> {
    const host = await this.host;
    if (host.kind === 'failed') return host.failure;
    if (this.#whyGivenUp) return this.#whyGivenUp;
    const { phase } = host.instance;
    return phase.kind === 'failed' ? phase.failure : undefined;
  }
}
