import type { MessageChannel, RpcMessage } from '../protocol/index.ts';
import { copyMessage } from './copyMessage.ts';
import type { Turns } from './turns.ts';

/** Runs a delivery in the async context of the side that receives it. */
export type Enter = (deliver: () => void) => void;

/** The two ends of a channel inside this process. */
export function memoryChannel(
  turns: Turns,
  enter: { readonly left: Enter; readonly right: Enter },
): { readonly left: MessageChannel; readonly right: MessageChannel } {
  const left = new ChannelEnd(turns, enter.left);
  const right = new ChannelEnd(turns, enter.right);
  left.connect(right);
  right.connect(left);
  return { left, right };
}

class ChannelEnd implements MessageChannel {
  readonly #turns: Turns;
  readonly #enter: Enter;
  readonly #incoming: RpcMessage[] = [];
  #other: ChannelEnd | undefined;
  #listener: ((message: RpcMessage) => void) | undefined;
  #closeListener: (() => void) | undefined;
  #isDue = false;
  #isClosed = false;

  constructor(turns: Turns, enter: Enter) {
    this.#turns = turns;
    this.#enter = enter;
  }

  connect(other: ChannelEnd): void {
    this.#other = other;
  }

  post(message: RpcMessage): void {
    if (!this.#isClosed) this.#other?.take(copyMessage(message));
  }

  onMessage(listener: (message: RpcMessage) => void): void {
    this.#listener = listener;
    this.#schedule();
  }

  onClose(listener: () => void): void {
    this.#closeListener = listener;
    if (this.#isClosed) listener();
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#incoming.length = 0;
    this.#other?.close();
    this.#closeListener?.();
  }

  take(message: RpcMessage): void {
    this.#incoming.push(message);
    this.#schedule();
  }

  #schedule(): void {
    if (this.#isDue || !this.#listener || this.#incoming.length === 0) return;
    this.#isDue = true;
    this.#turns.soon(() => this.#enter(() => this.#deliver()));
  }

  /** What arrives meanwhile comes in the next turn; so does the rest when a listener throws. */
  #deliver(): void {
    this.#isDue = false;
    const due = this.#incoming.splice(0);
    let done = 0;
    try {
      for (const message of due) {
        done++;
        if (!this.#isClosed) this.#listener?.(message);
      }
    } finally {
      this.#incoming.unshift(...due.slice(done));
      this.#schedule();
    }
  }
}
