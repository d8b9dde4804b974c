import { connect, type Socket } from 'node:net';
import {
  encodeFrame,
  FrameReader,
  readMessage,
  writeMessage,
  type ReceivedMessage,
  type SentData,
} from '../../../runtime/communication/wire/index.ts';

const longestReply = 9_999_999;

/** A client that can also misbehave. */
export class WireClient {
  readonly socket: Socket;
  /** Every byte that came, as text. */
  received = '';
  isClosed = false;
  readonly #reader = new FrameReader(longestReply);
  readonly #replies: string[] = [];
  readonly #onChange = new Set<() => void>();

  constructor(port: number, host = '127.0.0.1') {
    this.socket = connect({ port, host, noDelay: true, allowHalfOpen: true });
    this.socket.on('data', (chunk) => {
      this.received += chunk.toString();
      for (const payload of this.#reader.push(chunk).payloads) {
        this.#replies.push(Buffer.from(payload).toString());
      }
      this.#changed();
    });
    // A reset is one of the ways to be sent away.
    this.socket.on('error', () => undefined);
    this.socket.on('end', () => this.socket.end());
    this.socket.on('close', () => {
      this.isClosed = true;
      this.#changed();
    });
  }

  send(bytes: string | Uint8Array): this {
    this.socket.write(bytes);
    return this;
  }

  request(command: string, data: SentData | null = null, token?: string): this {
    const xml = writeMessage({ kind: 'MessageClientSend', command, data, token });
    return this.send(encodeFrame(xml));
  }

  /** Sends it piece by piece, each one in a packet of its own. */
  async sendSlowly(pieces: readonly Uint8Array[]): Promise<void> {
    for (const piece of pieces) {
      await new Promise<void>((resolve) => this.socket.write(piece, () => setImmediate(resolve)));
    }
  }

  /** The next reply's XML; rejects when the server closes before. */
  async reply(): Promise<string> {
    await this.#until(() => this.#replies.length > 0 || this.isClosed);
    const reply = this.#replies.shift();
    if (reply === undefined) throw new Error(`Closed without a reply; came: ${this.received}`);
    return reply;
  }

  async message(): Promise<ReceivedMessage> {
    return readMessage(await this.reply());
  }

  /** The text of the next reply, which has to be an error. */
  async error(): Promise<string> {
    const message = await this.message();
    if (message.kind !== 'MessageServerError') throw new Error(JSON.stringify(message));
    return message.error;
  }

  async closed(): Promise<void> {
    await this.#until(() => this.isClosed);
  }

  async connected(): Promise<void> {
    if (!this.socket.connecting) return;
    await new Promise((resolve) => this.socket.once('connect', resolve));
  }

  destroy(): void {
    this.socket.destroy();
  }

  #until(isDone: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      const look = (): void => {
        if (!isDone()) return;
        this.#onChange.delete(look);
        resolve();
      };
      this.#onChange.add(look);
      look();
    });
  }

  #changed(): void {
    for (const look of [...this.#onChange]) look();
  }
}
