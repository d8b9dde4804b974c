import { type CommandData, ModuleTemplate } from 'ockle';

/** Adds a command that clients and other plugins can call. */
export class PluginName extends ModuleTemplate {
  // From section [plugins.PluginName] of etc/config.ini, or else from the template beside this file.
  readonly greeting = String(this.getConfigVar('GREETING'));

  /** Ockle calls this once; the command stays after it has ended. */
  override async run(): Promise<void> {
    const { communicationHandler } = this.mainDaemon;
    const help = 'Greets: send "name", get "greeting".';
    await communicationHandler.AddCommandToList('greetPluginName', (data) => this.greet(data), help);
    this.debug('Waiting for the command greetPluginName');
  }

  /** Gets what the caller sent and answers with what is sent back. */
  greet(data: CommandData | null): CommandData {
    const name = data?.['name'] ?? 'whoever you are';
    this.debug(`Greeting ${String(name)}`);
    return { greeting: `${this.greeting}, ${String(name)}!` };
  }
}
