import { ModuleTemplate, type OpState } from 'ockle';

/** Tells when a server changes its state. */
export class PluginName extends ModuleTemplate {
  // From section [plugins.PluginName] of etc/config.ini, or else from the template beside this file.
  readonly checkInterval = this.getConfigInt('CHECK_INTERVAL');
  readonly lastSeen = new Map<string, OpState>();

  /** Ockle calls this once; go on for as long as the daemon is running. */
  override async run(): Promise<void> {
    while (this.mainDaemon.running) {
      this.lookAtServers();
      await this.sleep(this.checkInterval);
    }
  }

  lookAtServers(): void {
    // Needed servers come first: router, switch, and then what hangs on them.
    for (const server of this.mainDaemon.servers.getSortedNodeList()) {
      const name = server.getName();
      const state = server.getOpState();
      if (state === this.lastSeen.get(name)) continue;
      this.debug(`${name} was ${this.lastSeen.get(name) ?? 'not seen before'}, now it is ${state}`);
      this.lastSeen.set(name, state);
    }
  }
}
