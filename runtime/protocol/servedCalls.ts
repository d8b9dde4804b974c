import type { MessageTransport } from './messageTransport.ts';
import type { RpcLimits } from './rpcTypes.ts';

/**
 * Counts the calls of a peer until it can have read the answers, so that one that reads none cannot fill
 * our memory with them: beyond the limit only the number of a call is kept, until its refusal can be sent.
 */
export class ServedCalls {
  readonly #transport: MessageTransport;
  readonly #limits: RpcLimits;
  readonly #sendRefusal: (id: number) => void;
  /** Those whose answer is not sent, or is among those that wait for the peer to read. */
  #open = 0;
  /** Answers sent since there was no room; they count until there is. */
  #unread = 0;
  #refused: number[] = [];
  #isPaused = false;

  constructor(transport: MessageTransport, limits: RpcLimits, sendRefusal: (id: number) => void) {
    this.#transport = transport;
    this.#limits = limits;
    this.#sendRefusal = sendRefusal;
    transport.onRoom(() => this.#useRoom());
  }

  /** False when the call is one too many; it is refused then, at once or when the peer reads on. */
  begin(id: number): boolean {
    if (this.#open < this.#limits.callsServed) {
      this.#open++;
      return true;
    }
    if (this.#refused.length === 0 && this.#transport.hasRoom) this.#sendRefusal(id);
    else this.#keep(id);
    return false;
  }

  /** To be called once the answer is sent. */
  end(): void {
    if (this.#transport.hasRoom) this.#open--;
    else this.#unread++;
  }

  #keep(id: number): void {
    this.#refused.push(id);
    if (this.#refused.length < this.#limits.refusalsWaiting || this.#isPaused) return;
    this.#isPaused = true;
    this.#transport.pause();
  }

  #useRoom(): void {
    this.#open -= this.#unread;
    this.#unread = 0;
    let sent = 0;
    for (const id of this.#refused) {
      if (!this.#transport.hasRoom) break;
      this.#sendRefusal(id);
      sent++;
    }
    if (sent > 0) this.#refused = this.#refused.slice(sent);
    if (!this.#isPaused || this.#refused.length >= this.#limits.refusalsWaiting) return;
    this.#isPaused = false;
    this.#transport.resume();
  }
}
