import { once } from 'node:events';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';

interface Message {
  readonly type: 'response' | 'event' | 'request';
  readonly event?: string;
  readonly request_seq?: number;
  readonly success?: boolean;
  readonly message?: string;
  readonly body?: unknown;
}

/** The least of a debugger: asks a debug adapter, over a socket for instance, and waits for its events. */
export class DapClient {
  readonly #socket: Duplex;
  readonly #answers = new Map<number, (answer: Message) => void>();
  readonly #events: Message[] = [];
  readonly #waiting = new Map<string, (event: Message) => void>();
  #buffer = Buffer.alloc(0);
  #seq = 0;

  constructor(socket: Duplex) {
    this.#socket = socket;
    socket.on('data', (data: Buffer) => this.#take(data));
  }

  static async connect(host: string, port: number): Promise<DapClient> {
    const socket = connect({ host, port });
    await once(socket, 'connect');
    return new DapClient(socket);
  }

  /** The body of the answer; rejects when the adapter refuses. */
  async ask(command: string, args: object = {}): Promise<unknown> {
    const seq = ++this.#seq;
    const answer = new Promise<Message>((resolve) => this.#answers.set(seq, resolve));
    const text = JSON.stringify({ seq, type: 'request', command, arguments: args });
    this.#socket.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
    const { success, message, body } = await answer;
    if (success !== true) throw new Error(`${command}: ${message}`);
    return body;
  }

  /** The body of the next event of that name, also of one that has come already. */
  async next(name: string): Promise<unknown> {
    const at = this.#events.findIndex(({ event }) => event === name);
    const known = this.#events[at];
    if (known) {
      this.#events.splice(at, 1);
      return known.body;
    }
    return (await new Promise<Message>((resolve) => this.#waiting.set(name, resolve))).body;
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(data: Buffer): void {
    this.#buffer = Buffer.concat([this.#buffer, data]);
    for (;;) {
      const end = this.#buffer.indexOf('\r\n\r\n');
      const length = Number(/Content-Length: (\d+)/.exec(this.#buffer.toString('latin1'))?.[1]);
      if (end < 0 || this.#buffer.length < end + 4 + length) return;
      const text = this.#buffer.subarray(end + 4, end + 4 + length).toString();
      this.#buffer = this.#buffer.subarray(end + 4 + length);
      this.#hear(JSON.parse(text) as Message);
    }
  }

  #hear(message: Message): void {
    if (message.type === 'response') this.#answers.get(message.request_seq ?? 0)?.(message);
    if (message.type !== 'event') return;
    const waiting = this.#waiting.get(message.event ?? '');
    this.#waiting.delete(message.event ?? '');
    if (waiting) waiting(message);
    else this.#events.push(message);
  }
}
