import { pathToFileURL } from 'node:url';
import type { Clock } from '../base/clock.ts';
import type { InlinePlugins } from '../inline/inlinePlugins.ts';
import { guessPython } from '../platform/guessPython.ts';
import { PythonFinder } from '../platform/pythonFinder.ts';
import type { SpawnRequest } from '../platform/spawnProcess.ts';
import { spawnProcess } from '../platform/spawnProcess.ts';
import type { PluginFailure, PluginLanguage } from '../protocol/index.ts';
import { nodeTimers } from '../protocol/index.ts';
import { nodeHostCommand, pythonHostCommand } from '../supervision/hostCommand.ts';
import type { PluginInstance, PluginListener } from '../supervision/pluginInstance.ts';
import { createPluginProcess } from '../supervision/pluginProcess.ts';
import type { ProcessLimits } from '../supervision/processLimits.ts';
import type { FoundPlugin } from './readPluginCatalogue.ts';
import { SpareHosts } from './spareHosts.ts';

/** Which plugin to give a host to. */
export interface HostRequest {
  readonly found: FoundPlugin;
  readonly generation: number;
  readonly forDebugging: boolean;
  /** Inside the daemon's process, or in one of its own. */
  readonly isolation: Isolation;
}

/** Only plugins that ship with Ockle can be inline. */
export type Isolation = 'inline' | 'process';

/** A host that is starting, or why there is none. */
export type StartedHost =
  | { readonly kind: 'started'; readonly instance: PluginInstance }
  | { readonly kind: 'failed'; readonly failure: PluginFailure };

/** Starts hosts for plugins. */
export interface PluginHosts {
  start(request: HostRequest, listener: PluginListener): Promise<StartedHost>;
  /** Ends what waits for plugins that may come. */
  dispose?(): Promise<void>;
}

/** Where the hosts' parts are. */
export interface HostPlaces {
  /** Folder of the built product: `nodeHost.mjs` and `python/`. */
  readonly dist: string;
  readonly project: string;
  /** The user's choice of Python. */
  readonly python?: string | undefined;
  /** Idle processes of each language that may wait for plugins that start later. */
  readonly spares?: number;
}

/** Starts one process per plugin of the project, and shipped plugins where they are wanted. */
export class DaemonHosts implements PluginHosts {
  readonly #places: HostPlaces;
  readonly #clock: Clock;
  readonly #pythons: PythonFinder;
  readonly #inline: InlinePlugins;
  readonly #limits: ProcessLimits;
  /** Absent where no process is to wait for a plugin. */
  readonly #spares: SpareHosts | undefined;

  constructor(places: HostPlaces, clock: Clock, inline: InlinePlugins, limits: ProcessLimits) {
    this.#places = places;
    this.#clock = clock;
    const isReal = clock.state.mode === 'real';
    // What a process does before its plugin comes must not make a difference to virtual time.
    if (isReal) {
      const most = places.spares ?? 0;
      this.#spares = new SpareHosts({ spawn: spawnProcess, timers: nodeTimers, most });
    }
    const { project, python } = places;
    this.#inline = inline;
    this.#limits = limits;
    this.#pythons = new PythonFinder({ project, explicitPath: python });
  }

  async start(request: HostRequest, listener: PluginListener): Promise<StartedHost> {
    const { className, language, source } = request.found;
    if (request.isolation === 'inline') return this.#startInline(request, listener);
    const host = await this.#command(language, request.forDebugging);
    if ('missing' in host) {
      const message = `${className} cannot run: ${host.missing}`;
      return { kind: 'failed', failure: { code: 'python-missing', message, source } };
    }
    return this.#spawn(request, host, listener);
  }

  /** Starts a process of that language for the plugin that comes next, unless that has come. */
  expect(language: PluginLanguage, forDebugging: boolean): void {
    const spares = this.#spares;
    if (!spares) return;
    const { dist, project, python: explicitPath } = this.#places;
    const guess =
      language === 'python' ? guessPython({ explicitPath, project, forDebugging }) : undefined;
    if (guess !== undefined) {
      // One that was guessed wrong is ended when the plugin comes.
      const python = { command: guess };
      spares.expect(
        language,
        pythonHostCommand(dist, project, { python, forDebugging }, this.#limits),
      );
    }
    // What fails is said to whoever asks for the plugin.
    void this.#command(language, forDebugging).then((host) => {
      if (!('missing' in host)) spares.expect(language, host);
    });
  }

  async dispose(): Promise<void> {
    await this.#spares?.dispose();
  }

  #startInline({ found, generation }: HostRequest, listener: PluginListener): StartedHost {
    const { className } = found;
    const request = { className, generation, importModule };
    return { kind: 'started', instance: this.#inline.create(request, listener) };
  }

  /** How to start a host of that language, or why there is no Python. */
  async #command(
    language: PluginLanguage,
    forDebugging: boolean,
  ): Promise<SpawnRequest | { readonly missing: string }> {
    const { dist, project } = this.#places;
    if (language === 'typescript') return nodeHostCommand(dist, project, this.#limits);
    const search = await this.#pythons.find({ forDebugging });
    if (search.kind === 'missing') return { missing: search.message };
    const { python } = search;
    const host = pythonHostCommand(dist, project, { python, forDebugging }, this.#limits);
    if (this.#clock.state.mode === 'real') return host;
    // In virtual time even the order of Python's sets is the same in every run.
    return { ...host, env: { ...host.env, PYTHONHASHSEED: '0' } };
  }

  #spawn(
    { found: { className, language }, generation }: HostRequest,
    host: SpawnRequest,
    listener: PluginListener,
  ): StartedHost {
    const spares = this.#spares;
    const request = { className, language, generation, host };
    // Deadlines that protect us from hung processes stay on real time.
    const deps = {
      spawn: (command: SpawnRequest) => spares?.start(language, command) ?? spawnProcess(command),
      now: () => this.#clock.now(),
      timers: nodeTimers,
      limits: this.#limits,
    };
    return { kind: 'started', instance: createPluginProcess(request, deps, listener) };
  }
}

/** A shipped plugin's module is the same for every generation: only its class is constructed anew. */
async function importModule(file: string): Promise<Readonly<Record<string, unknown>>> {
  return (await import(pathToFileURL(file).href)) as Readonly<Record<string, unknown>>;
}
