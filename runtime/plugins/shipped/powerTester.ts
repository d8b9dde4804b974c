import { ModuleTemplate } from '../api/index.ts';

/** Seconds without power before everything comes up again. */
const darkness = 1;

/** Switches all outlets off, then on again one server after the other. */
export class PowerTester extends ModuleTemplate {
  override async run(): Promise<void> {
    const { servers } = this.mainDaemon;
    await servers.allOff();
    await this.sleep(darkness);
    if (this.mainDaemon.running) await servers.initiateStartup();
  }
}
