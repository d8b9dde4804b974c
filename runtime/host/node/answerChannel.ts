import type { MessageTransport } from '../../protocol/index.ts';

/** A channel whose messages can be read while the process does nothing else. */
export interface ReadableNow extends MessageTransport {
  /** Takes what has arrived and answers whether anything had; `undefined` when nothing ever will. */
  readNow(): boolean | undefined;
}

/** The parts of a message that matter here. */
interface Envelope {
  readonly id?: number;
  readonly method?: string;
}

/** Between two looks at the channel. */
const lookMs = 1;

/** The real one, whatever clock the plugin sees later. */
const realTime = process.hrtime.bigint.bind(process.hrtime);

/** Messages that only bring what is known up to date: they disturb nobody who waits. */
const harmless: ReadonlySet<string> = new Set(['networkPart', 'networkDelta']);

/**
 * A channel on which an answer can be waited for without leaving the line that asks: at a breakpoint the
 * event loop stands, so nothing else would ever bring it.
 */
export class AnswerChannel implements MessageTransport {
  readonly #channel: ReadableNow;
  #listener: ((text: string) => void) | undefined;
  #lastSent = '';
  /** While somebody waits: hears each message, and says whether it can be passed on at once. */
  #watch: ((text: string) => boolean) | undefined;
  /** What has to be passed on in its order, once the code that waits has gone on. */
  #held: string[] = [];

  constructor(channel: ReadableNow) {
    this.#channel = channel;
  }

  /**
   * Runs `ask`, which sends one request, and blocks until its answer has arrived, at most `ms`
   * milliseconds. Answers whether it has; it stops waiting when the daemon asks for something of the
   * plugin, which cannot be done before the plugin goes on.
   */
  waitFor<Result>(
    ask: () => Result,
    ms: number,
  ): { readonly asked: Result; readonly answer?: unknown } {
    this.#lastSent = '';
    const asked = ask();
    // Nothing was sent: there is no daemon any more.
    if (this.#lastSent === '') return { asked };
    const { id } = envelopeOf(this.#lastSent);
    const seen: { answer?: unknown; isAsked?: true } = {};
    this.#watch = (text) => {
      const message = envelopeOf(text);
      if (message.method === undefined && message.id === id) seen.answer = message;
      else if (message.method === 'call') seen.isAsked = true;
      return message.method !== undefined && harmless.has(message.method);
    };
    try {
      this.#readUntil(() => 'answer' in seen || 'isAsked' in seen, ms);
    } finally {
      this.#watch = undefined;
    }
    return { asked, ...('answer' in seen && { answer: seen.answer }) };
  }

  send(text: string): void {
    this.#lastSent = text;
    this.#channel.send(text);
  }

  onMessage(listener: (text: string) => void): void {
    this.#listener = listener;
    this.#channel.onMessage((text) => this.#take(text));
  }

  onClose(listener: (reason?: Error) => void): void {
    this.#channel.onClose(listener);
  }

  get hasRoom(): boolean {
    return this.#channel.hasRoom;
  }

  onRoom(listener: () => void): void {
    this.#channel.onRoom(listener);
  }

  pause(): void {
    this.#channel.pause();
  }

  resume(): void {
    this.#channel.resume();
  }

  close(): void {
    this.#channel.close();
  }

  #readUntil(isOver: () => boolean, ms: number): void {
    const end = realTime() + BigInt(ms) * 1_000_000n;
    while (!isOver() && realTime() < end) {
      const hasRead = this.#channel.readNow();
      if (hasRead === undefined) return;
      if (!hasRead) rest();
    }
  }

  #take(text: string): void {
    const canPass = this.#watch ? this.#watch(text) : this.#held.length === 0;
    if (canPass) {
      this.#listener?.(text);
      return;
    }
    if (this.#held.length === 0) queueMicrotask(() => this.#passOn());
    this.#held.push(text);
  }

  #passOn(): void {
    const held = this.#held;
    this.#held = [];
    for (const text of held) this.#listener?.(text);
  }
}

function envelopeOf(text: string): Envelope {
  return JSON.parse(text) as Envelope;
}

function rest(): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, lookMs);
}
