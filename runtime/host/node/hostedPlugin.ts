import { pluginContexts, type ModuleTemplate } from '../../plugins/api/index.ts';
import {
  RpcError,
  type HostReportContract,
  type JsonObject,
  type LeftBehind,
  type LoadPlugin,
  type PluginFailure,
  type Peer,
} from '../../protocol/index.ts';
import { CallChain } from './callChain.ts';
import { CommunicationProxy } from './communicationProxy.ts';
import { DaemonLink } from './daemonLink.ts';
import { FailureReport } from './failureReport.ts';
import type { HostClock } from './hostClock.ts';
import type { HostSurroundings, ImportWatch } from './hostSurroundings.ts';
import { MainDaemonProxy } from './mainDaemonProxy.ts';
import type { NetworkReplica } from './networkReplica.ts';
import { findClassLine, findPluginClass, type PluginClass } from './pluginClass.ts';
import { PluginConfig } from './pluginConfig.ts';
import { ServerNetworkProxy } from './serverNetworkProxy.ts';
import type { Frames } from './workspaceFrames.ts';

/** What the host has ready before it knows its plugin. */
export interface HostParts {
  readonly peer: Peer<HostReportContract>;
  readonly replica: NetworkReplica;
  readonly clock: HostClock;
  readonly surroundings: HostSurroundings;
}

/** The one plugin of a host, from import to stop. */
export class HostedPlugin {
  readonly #request: LoadPlugin;
  readonly #parts: HostParts;
  readonly #chain = new CallChain();
  readonly #link: DaemonLink;
  readonly #failures: FailureReport;
  readonly #communication: CommunicationProxy;
  readonly #rootPlace;
  readonly #frames: Frames;
  readonly #leftovers: { list(): readonly LeftBehind[] } | undefined;
  #plugin: ModuleTemplate | undefined;
  /** Settles with the end of `run`, however that comes. */
  #run: Promise<undefined> | undefined;
  #endRun: ((value: undefined) => void) | undefined;
  /** What is under way without anybody who waits, and who hears how it failed. */
  readonly #acting = new WeakMap<Promise<unknown>, (thrown: unknown) => void>();

  constructor(request: LoadPlugin, parts: HostParts) {
    this.#request = request;
    this.#parts = parts;
    const frames = parts.surroundings.framesOf(request.project);
    this.#frames = frames;
    this.#rootPlace = findClassLine(request.file, request.plugin);
    this.#link = new DaemonLink(parts.peer, this.#chain, frames, this.#rootPlace);
    this.#failures = new FailureReport(request.plugin, frames, this.#rootPlace);
    this.#communication = new CommunicationProxy(this.#link, this.#chain);
    this.#leftovers = parts.surroundings.watchLeftovers?.(frames);
  }

  /** Imports the file and constructs the class; rejects with a PluginFailure as data. */
  async load(cause: number | null): Promise<void> {
    this.#chain.setRoot({ cause });
    await this.#chain.run({ cause }, async () => {
      const pluginClass = await this.#importClass();
      await this.#constructed(pluginClass);
    });
  }

  /** Settles after the constructor. */
  #constructed(pluginClass: PluginClass): Promise<undefined> {
    const { promise, resolve, reject } = Promise.withResolvers<undefined>();
    const construct = async (): Promise<void> => {
      // In a turn of its own, so that nobody who would catch is below the constructor.
      await Promise.resolve();
      this.#plugin = this.#construct(pluginClass);
      resolve(undefined);
    };
    const fail = (thrown: unknown): void => reject(failed(this.#failures.constructed(thrown)));
    if (this.#request.isReload) construct().catch(fail);
    else this.#uncaught(construct, fail);
    return promise;
  }

  /** Lets `fail` hear what `act` throws: a debugger calls that uncaught only where nobody at all waits. */
  #uncaught(act: () => Promise<void>, fail: (thrown: unknown) => void): void {
    const { tellsUnhandled = false } = this.#parts.surroundings;
    const acting = act();
    if (tellsUnhandled) this.#acting.set(acting, fail);
    else acting.catch(fail);
  }

  /** Begins `run` in the next turn, so that a `run` that never waits cannot hold up the answer. */
  start(cause: number | null): void {
    const plugin = this.#plugin;
    if (!plugin) throw new Error('The plugin is not loaded.');
    this.#chain.setRoot({ cause });
    const { promise, resolve } = Promise.withResolvers<undefined>();
    this.#run = promise;
    this.#endRun = resolve;
    const run = (): Promise<void> => this.#chain.run({ cause }, () => this.#runPlugin(plugin));
    this.#uncaught(run, (thrown) => {
      this.fail(thrown);
      this.#endRun?.(undefined);
    });
  }

  async #runPlugin(plugin: ModuleTemplate): Promise<void> {
    await this.#parts.clock.begin();
    await plugin.run();
    this.#parts.peer.notify('runEnded', {});
    this.#endRun?.(undefined);
  }

  /** Reports what nobody caught, `of` which promise, and ends the host unless it is about to end anyway. */
  fail(thrown: unknown, of?: Promise<unknown>): void {
    const hear = of && this.#acting.get(of);
    if (hear) {
      hear(thrown);
      return;
    }
    this.#parts.peer.notify('runEnded', { failure: this.#failures.ran(thrown) });
    if (this.#parts.clock.isRunning) this.#parts.surroundings.end(1);
  }

  /** Reports the line that ends the process, unless it was asked to end. */
  exits(code: number): void {
    const { clock, peer } = this.#parts;
    if (clock.isRunning)
      peer.notify('runEnded', { failure: this.#failures.exited(code, this.#link.place) });
  }

  /** Calls a command of anybody, for somebody at a debugger. */
  send(command: string, data: JsonObject): Promise<JsonObject> {
    return this.#link.callCommand(command, data);
  }

  call(command: string, data: JsonObject | null, cause: number | null): Promise<JsonObject> {
    return this.#communication.run(command, data, cause);
  }

  /** Calls the plugin's `stop` and waits for its `run`; answers what it has open after that. */
  async stop(cause: number | null): Promise<readonly LeftBehind[]> {
    try {
      await this.#chain.run({ cause: cause ?? this.#chain.current.cause }, () =>
        this.#plugin?.stop(),
      );
    } catch (thrown) {
      const { message, source } = this.#failures.stopped(thrown);
      this.#link.warning({ code: 'plugin-stop-failed', message, ...(source && { source }) });
    }
    await this.#run;
    return this.#leftovers?.list() ?? [];
  }

  async #importClass(): Promise<PluginClass> {
    const { file, plugin } = this.#request;
    let exports: Readonly<Record<string, unknown>>;
    try {
      exports = await this.#parts.surroundings.importPlugin(file, this.#importWatch());
    } catch (thrown) {
      throw failed(this.#failures.imported(thrown));
    }
    const found = findPluginClass(exports, plugin, file);
    if (typeof found === 'string') throw failed(this.#failures.classMissing(found));
    return found;
  }

  #importWatch(): ImportWatch {
    const { peer } = this.#parts;
    return {
      unresolved: (thrown, request) => this.#failures.noteUnresolved(thrown, request),
      imported: (file) => peer.notify('imported', { file: this.#frames.pathOf(file) }),
    };
  }

  #construct(pluginClass: PluginClass): ModuleTemplate {
    const { replica, clock } = this.#parts;
    const config = new PluginConfig(this.#request, this.#link);
    const mainDaemon = new MainDaemonProxy(
      new ServerNetworkProxy(replica, this.#link),
      this.#communication,
      this.#request,
      clock,
      this.#link,
    );
    pluginContexts.set(mainDaemon, {
      getConfigVar: (name) => config.getVar(name),
      getConfigInt: (name) => config.getInt(name),
      sleep: (seconds) => clock.sleep(seconds),
    });
    return new pluginClass(mainDaemon);
  }
}

function failed(failure: PluginFailure): RpcError {
  return new RpcError(failure.code, failure.message, failure);
}
