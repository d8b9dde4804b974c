import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';
import type { PluginInstance, PluginListener } from '../supervision/pluginInstance.ts';
import { InlinePlugin, type InlineLimits, type InlineRequest } from './inlinePlugin.ts';

/** The plugins inside this process, each in an async context of its own. */
export class InlinePlugins {
  readonly #now: () => number;
  readonly #limits: InlineLimits;
  /** Whose code runs; nothing while it is the daemon's own. */
  readonly #running = new AsyncLocalStorage<InlinePlugin | undefined>();

  constructor(now: () => number, limits: InlineLimits) {
    this.#now = now;
    this.#limits = limits;
  }

  create(request: InlineRequest, listener: PluginListener): PluginInstance {
    const running = this.#running;
    const plugin: InlinePlugin = new InlinePlugin(request, {
      now: this.#now,
      limits: this.#limits,
      enter: {
        daemon: (call) => ofDaemon.runInAsyncScope(call),
        plugin: (call) => ofPlugin.runInAsyncScope(call),
      },
      listener,
    });
    // Made once: to enter them takes a fraction of what "run" takes, which makes two contexts each time.
    const ofDaemon = running.run(undefined, () => new AsyncResource('ockle.daemon'));
    const ofPlugin = running.run(plugin, () => new AsyncResource('ockle.plugin'));
    return plugin;
  }

  /** Whether an error that nobody caught is a plugin's; then only that plugin has failed. */
  claim(thrown: unknown): boolean {
    const plugin = this.#running.getStore();
    if (plugin) this.#running.run(undefined, () => plugin.claim(thrown));
    return plugin !== undefined;
  }
}
