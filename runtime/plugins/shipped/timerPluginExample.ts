import { ModuleTemplate, type MainDaemon } from '../api/index.ts';

/** The example of the documentation: says the same thing again and again. */
export class TimerPluginExample extends ModuleTemplate {
  readonly waitTime: number;

  constructor(mainDaemon: MainDaemon) {
    super(mainDaemon);
    this.waitTime = this.getConfigInt('WAIT_TIME');
  }

  override async run(): Promise<void> {
    while (this.mainDaemon.running) {
      this.debug('I am a test plugin');
      await this.sleep(this.waitTime);
    }
  }
}
