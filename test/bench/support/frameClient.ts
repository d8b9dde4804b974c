import { once } from 'node:events';
import { connect, type Socket } from 'node:net';

const colon = 0x3a;

/** One connection that sends a frame at a time and waits for the reply. */
export class FrameClient {
  readonly #socket: Socket;
  #waiting: Buffer = Buffer.alloc(0);
  #reply: ((text: string) => void) | undefined;

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#take(chunk));
  }

  static async open(port: number): Promise<FrameClient> {
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    return new FrameClient(socket);
  }

  /** Resolves to the payload of the reply. */
  ask(frame: string): Promise<string> {
    return new Promise((resolve) => {
      this.#reply = resolve;
      this.#socket.write(frame);
    });
  }

  close(): void {
    this.#socket.destroy();
  }

  #take(chunk: Buffer): void {
    this.#waiting = this.#waiting.length === 0 ? chunk : Buffer.concat([this.#waiting, chunk]);
    const at = this.#waiting.indexOf(colon);
    if (at < 0) return;
    const end = at + 1 + Number(this.#waiting.toString('latin1', 0, at));
    if (this.#waiting.length < end) return;
    const payload = this.#waiting.toString('utf8', at + 1, end);
    this.#waiting = this.#waiting.subarray(end);
    this.#reply?.(payload);
  }
}
