import type { Socket } from 'node:net';
import { FrameReader, writeMessage, type FrameRefusal } from '../../../communication/wire/index.ts';

/** What to send for a request. */
export interface Answer {
  readonly xml: string;
  /** Whether to end the connection afterwards. */
  readonly isLast: boolean;
}

/** How connections are served. */
export interface ConnectionOptions {
  /** Longest request, in bytes. */
  readonly maxSize: number;
  /** For a request to arrive from its first byte on, for its first byte, and for a reply to be taken. */
  readonly timeoutMs: number;
  /** Never rejects. */
  readonly answer: (payload: Uint8Array) => Promise<Answer>;
}

/** Milliseconds that a client gets to read why it was sent away. */
const longestGoodbye = 1_000;

/** One client: its requests are answered one after the other, as they came. */
export class WireConnection {
  readonly #socket: Socket;
  readonly #options: ConnectionOptions;
  readonly #reader: FrameReader;
  readonly #requests: Uint8Array[] = [];
  #refusal: FrameRefusal | undefined;
  /** Whether the client waits for us, not we for it. */
  #isAnswering = false;
  #isServing = false;
  #isEnding = false;
  #idleSince = performance.now();
  /** Since when the client could have done what it has to do next. */
  #waitingSince = this.#idleSince;
  #deadline: NodeJS.Timeout;

  constructor(socket: Socket, options: ConnectionOptions) {
    this.#socket = socket;
    this.#options = options;
    this.#reader = new FrameReader(options.maxSize);
    socket.on('data', (chunk) => this.#take(chunk));
    socket.on('end', () => this.endWhenServed());
    socket.on('error', ignoreLostClient);
    socket.on('close', () => clearTimeout(this.#deadline));
    this.#deadline = setTimeout(() => this.#late(), options.timeoutMs);
  }

  /** Milliseconds since there was last something to do for this client. */
  get idleMs(): number {
    return this.#isServing ? 0 : performance.now() - this.#idleSince;
  }

  /** Ends at once, but what was sent arrives. */
  end(): void {
    this.#isEnding = true;
    clearTimeout(this.#deadline);
    this.#socket.destroySoon();
  }

  /** Ends after the replies to what has arrived. */
  endWhenServed(): void {
    this.#isEnding = true;
    if (!this.#isServing) this.end();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #take(chunk: Uint8Array): void {
    if (this.#refusal) return;
    const isFirst = this.#reader.isBetweenFrames;
    const { payloads, refusal } = this.#reader.push(chunk);
    this.#requests.push(...payloads);
    this.#refusal = refusal;
    // While one is served, what comes waits in the socket, so that nobody can fill our memory.
    if (this.#isServing) this.#socket.pause();
    else if (payloads.length > 0 || refusal) void this.#serve();
    else if (isFirst) this.#waitingSince = performance.now();
  }

  async #serve(): Promise<void> {
    this.#isServing = true;
    for (let next = this.#requests.shift(); next; next = this.#requests.shift()) {
      this.#isAnswering = true;
      const { xml, isLast } = await this.#options.answer(next);
      this.#isAnswering = false;
      if (isLast) {
        this.#leave(xml);
        return;
      }
      const taken = this.#send(xml);
      if (!(typeof taken === 'boolean' ? taken : await taken)) return;
    }
    this.#isServing = false;
    if (this.#refusal) this.#refuse(this.#refusal);
    else if (this.#isEnding) this.end();
    else this.#awaitRequest();
  }

  #awaitRequest(): void {
    this.#idleSince = performance.now();
    this.#waitingSince = this.#idleSince;
    if (this.#socket.isPaused()) this.#socket.resume();
  }

  /** Looks whether the client is late, as moving the timer with each message would be dearer. */
  #late(): void {
    const { timeoutMs } = this.#options;
    const rest = this.#isAnswering ? timeoutMs : this.#waitingSince + timeoutMs - performance.now();
    if (rest > 0) this.#deadline = setTimeout(() => this.#late(), rest);
    else this.destroy();
  }

  /** Answers whether the client took it; a small reply is mostly taken at once. */
  #send(xml: string): boolean | Promise<boolean> {
    this.#waitingSince = performance.now();
    const socket = this.#socket;
    let tell: ((isTaken: boolean) => void) | undefined;
    socket.write(frameOf(xml), (error) => tell?.(!error));
    if (socket.writableLength === 0) return !socket.destroyed;
    return new Promise((resolve) => (tell = resolve));
  }

  #refuse(refusal: FrameRefusal): void {
    if (refusal.kind === 'noFrame') {
      this.destroy();
      return;
    }
    const error = `The message has more than ${refusal.longest} bytes. Send less, or set MAX_RCV_SIZE of the SocketListener.`;
    this.#leave(writeMessage({ kind: 'MessageServerError', error }));
  }

  #leave(xml: string): void {
    clearTimeout(this.#deadline);
    this.#socket.removeAllListeners('data');
    sayGoodbye(this.#socket, xml);
  }
}

/** Sends a last message and ends; what still comes is read and dropped, so that the message arrives. */
export function sayGoodbye(socket: Socket, xml: string): void {
  const timer = setTimeout(() => socket.destroy(), longestGoodbye);
  socket.on('close', () => clearTimeout(timer));
  socket.on('error', ignoreLostClient);
  socket.end(frameOf(xml));
  socket.resume();
}

/** As `encodeFrame`, but its bytes are made by the socket, in a fraction of the time. */
function frameOf(xml: string): string {
  return `${Buffer.byteLength(xml)}:${xml}`;
}

/** Clients come and go; `close` follows and tidies up. */
function ignoreLostClient(): void {}
