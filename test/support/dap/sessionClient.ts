import type { DebugProtocol } from '@vscode/debugprotocol';
import type { OckleDebugSession } from '../../../extension/debug/ockleDebugSession.ts';

/** What a session said. */
export interface Message extends DebugProtocol.ProtocolMessage {
  readonly command?: string;
  readonly request_seq?: number;
  readonly event?: string;
  readonly success?: boolean;
  readonly message?: string;
  readonly body?: Readonly<Record<string, unknown>>;
}

/** The client of a debug session: asks it, and waits for what it says. */
export class SessionClient {
  readonly session: OckleDebugSession;
  readonly messages: Message[] = [];
  #seq = 0;
  #waiting: (() => void)[] = [];

  constructor(session: OckleDebugSession) {
    this.session = session;
    session.onDidSendMessage((message) => {
      this.messages.push(message as Message);
      for (const wake of this.#waiting.splice(0)) wake();
    });
  }

  /** Everything the console shows. */
  get output(): string {
    const outputs = this.messages.filter(({ event }) => event === 'output');
    return outputs.map(({ body }) => String(body?.['output'])).join('');
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
      await this.said();
    }
  }

  /** Waits for the console to show a text so many times. */
  async writes(text: string, times = 1): Promise<void> {
    while (this.output.split(text).length <= times) await this.said();
  }

  terminated(): Promise<Message> {
    return this.until(({ event }) => event === 'terminated');
  }

  /** The next message. */
  said(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}
