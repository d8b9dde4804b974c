import { OckleDebugSession } from '../../../extension/debug/ockleDebugSession.ts';
import type { PluginInfo, PluginPhase } from '../../../runtime/protocol/index.ts';
import { SessionClient, type Message } from '../dap/sessionClient.ts';
import { FakeDaemon, pluginInfo } from './fakeDaemon.ts';

/** A session whose client, daemon and child sessions are the test. */
export class SessionRig {
  readonly daemon = new FakeDaemon();
  readonly told: string[] = [];
  readonly client: SessionClient;
  readonly session: OckleDebugSession;
  isAttachable = true;
  refusal: Error | undefined;

  constructor() {
    const told = this.told;
    this.session = new OckleDebugSession({
      acquire: ({ project }) => {
        told.push(`acquire ${project}`);
        return this.refusal ? Promise.reject(this.refusal) : Promise.resolve(this.daemon.lease);
      },
      join: (project) => {
        told.push(`join ${project}`);
        return this.refusal ? Promise.reject(this.refusal) : Promise.resolve(this.daemon.lease);
      },
      attach: (plugin, target) => {
        told.push(`attach ${plugin.name} ${target.kind}`);
        return Promise.resolve(this.isAttachable);
      },
      attachGrace: 0,
      detach: (of) => {
        told.push(of ? `detach ${of.plugin} up to ${of.upTo}` : 'detach');
        return Promise.resolve();
      },
      showsPrints: () => false,
      report: ({ code }) => told.push(`report ${code}`),
      showFailure: ({ className }, { code }, hasRun) =>
        told.push(`failure ${className} ${code} ${hasRun ? 'after' : 'before'} run`),
      showReload: ({ className }, { outcome }) => told.push(`${outcome} ${className}`),
      showProblem: ({ code }) => told.push(`problem ${code}`),
    });
    this.client = new SessionClient(this.session);
  }

  get messages(): readonly Message[] {
    return this.client.messages;
  }

  get output(): string {
    return this.client.output;
  }

  /** What the surroundings were told, without what lets go of debuggers. */
  get toldOfPlugins(): readonly string[] {
    return this.told.filter((line) => !line.startsWith('detach'));
  }

  ask(command: string, args?: object): Promise<Message> {
    return this.client.ask(command, args);
  }

  until(isWanted: (message: Message) => boolean): Promise<Message> {
    return this.client.until(isWanted);
  }

  async launch(args: object = {}): Promise<Message> {
    await this.ask('initialize', { adapterID: 'ockle' });
    return this.ask('launch', { project: '/project', plugins: ['Rota'], ...args });
  }

  terminated(): Promise<Message> {
    return this.client.terminated();
  }

  /** Has the daemon say in which phase a plugin is. */
  tell(plugin: string, phase: PluginPhase, rest: Partial<PluginInfo> = {}): void {
    this.daemon.connection.notes.plugin(pluginInfo(plugin, phase, rest));
  }

  /** Keeps `runPlugins` unanswered, as a breakpoint in a constructor does. */
  holdRun(): void {
    this.daemon.answers.set('runPlugins', () => new Promise(() => undefined));
  }
}
