import type { DebugProtocol } from '@vscode/debugprotocol';
import { OckleDebugSession } from '../../../extension/debug/ockleDebugSession.ts';
import type { PluginInfo, PluginPhase } from '../../../runtime/protocol/index.ts';
import { FakeDaemon, pluginInfo } from './fakeDaemon.ts';

/** What a session said. */
export interface Message extends DebugProtocol.ProtocolMessage {
  readonly command?: string;
  readonly request_seq?: number;
  readonly event?: string;
  readonly success?: boolean;
  readonly message?: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

/** A session whose client, daemon and child sessions are the test. */
export class SessionRig {
  readonly daemon = new FakeDaemon();
  readonly told: string[] = [];
  readonly messages: Message[] = [];
  readonly session: OckleDebugSession;
  isAttachable = true;
  refusal: Error | undefined;
  #seq = 0;
  #waiting: (() => void)[] = [];

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
    this.session.onDidSendMessage((message) => {
      this.messages.push(message as Message);
      for (const wake of this.#waiting.splice(0)) wake();
    });
  }

  get output(): string {
    const outputs = this.messages.filter(({ event }) => event === 'output');
    return outputs.map(({ body }) => String(body?.['output'])).join('');
  }

  /** What the surroundings were told, without what lets go of debuggers. */
  get toldOfPlugins(): readonly string[] {
    return this.told.filter((line) => !line.startsWith('detach'));
  }

  async ask(command: string, args: object | undefined = {}): Promise<Message> {
    const request = { seq: ++this.#seq, type: 'request', command, arguments: args };
    this.session.handleMessage(request);
    return this.until(
      (message) => message.type === 'response' && message.request_seq === request.seq,
    );
  }

  async until(isWanted: (message: Message) => boolean): Promise<Message> {
    for (;;) {
      const found = this.messages.find(isWanted);
      if (found) return found;
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  async launch(args: object = {}): Promise<Message> {
    await this.ask('initialize', { adapterID: 'ockle' });
    return this.ask('launch', { project: '/project', plugins: ['Rota'], ...args });
  }

  terminated(): Promise<Message> {
    return this.until(({ event }) => event === 'terminated');
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
