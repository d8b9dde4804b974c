import { ModuleTemplate } from 'ockle';

/** What this plugin does. */
export class PluginName extends ModuleTemplate {
  override async run(): Promise<void> {
    this.debug(this.getConfigVar('MESSAGE'));
  }
}
