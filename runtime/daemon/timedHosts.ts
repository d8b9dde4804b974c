import type { PluginInstance, PluginListener } from '../supervision/pluginInstance.ts';
import type { HostRequest, PluginHosts, StartedHost } from './pluginHosts.ts';
import { TimedInstance } from './timedInstance.ts';
import { TimedListener } from './timedListener.ts';
import { TimedPlugin } from './timedPlugin.ts';
import type { TimeKeeper } from './timeKeeper.ts';

/** Starts hosts whose plugins take turns on the daemon's clock. */
export class TimedHosts implements PluginHosts {
  readonly #inner: PluginHosts;
  readonly #keeper: TimeKeeper;

  constructor(inner: PluginHosts, keeper: TimeKeeper) {
    this.#inner = inner;
    this.#keeper = keeper;
  }

  async dispose(): Promise<void> {
    await this.#inner.dispose?.();
  }

  async start(request: HostRequest, listener: PluginListener): Promise<StartedHost> {
    const plugin = new TimedPlugin(request.found.className);
    this.#keeper.expect(plugin);
    let timed: TimedInstance | undefined;
    const timedOf = (instance: PluginInstance): TimedInstance =>
      (timed ??= new TimedInstance(this.#keeper, plugin, instance));
    const timedListener = new TimedListener(this.#keeper, plugin, listener, timedOf);
    try {
      const host = await this.#inner.start(request, timedListener);
      if (host.kind === 'started') return { kind: 'started', instance: timedOf(host.instance) };
      this.#keeper.leave(plugin);
      return host;
    } catch (error) {
      this.#keeper.leave(plugin);
      throw error;
    }
  }
}
