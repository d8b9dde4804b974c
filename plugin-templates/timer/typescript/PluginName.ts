import { ModuleTemplate } from 'ockle';

/** Writes a message every few seconds. */
export class PluginName extends ModuleTemplate {
  // From section [plugins.PluginName] of etc/config.ini, or else from the template beside this file.
  readonly waitTime = this.getConfigInt('WAIT_TIME');

  /** Ockle calls this once; go on for as long as the daemon is running. */
  override async run(): Promise<void> {
    let count = 0;
    while (this.mainDaemon.running) {
      count += 1;
      this.debug(`Message ${count}, the next one comes in ${this.waitTime} seconds`);
      await this.sleep(this.waitTime);
    }
  }
}
