import type { Socket } from 'node:net';
import { writeMessage } from '../../../communication/wire/index.ts';
import { sayGoodbye, WireConnection, type ConnectionOptions } from './wireConnection.ts';

/** Milliseconds that a client has for its request when another one wants its place. */
const shortestTurn = 200;

/** Clients that are being told to come later; further ones are cut off without a word. */
const mostTurnedAway = 64;

/** Milliseconds that commands under way get for their replies when the plugin stops. */
const longestGoodbye = 500;

/** The clients that are connected; one that has nothing to say gives its place to the next. */
export class ConnectionTable {
  readonly #options: ConnectionOptions & { readonly most: number };
  readonly #open = new Set<WireConnection>();
  readonly #turnedAway = new Set<Socket>();
  #onEmpty: (() => void) | undefined;

  constructor(options: ConnectionOptions & { readonly most: number }) {
    this.#options = options;
  }

  accept(socket: Socket): void {
    if (this.#open.size >= this.#options.most) {
      const idle = this.#longestIdle();
      if (!idle) {
        this.#turnAway(socket);
        return;
      }
      idle.end();
    }
    const connection = new WireConnection(socket, this.#options);
    this.#open.add(connection);
    socket.once('close', () => this.#forget(connection));
  }

  /** Resolves when every client is gone; those that wait for a reply get it if it comes soon. */
  async close(): Promise<void> {
    for (const socket of this.#turnedAway) socket.destroy();
    for (const connection of this.#open) connection.endWhenServed();
    if (this.#open.size === 0) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, longestGoodbye);
      this.#onEmpty = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    for (const connection of this.#open) connection.destroy();
  }

  #forget(connection: WireConnection): void {
    this.#open.delete(connection);
    if (this.#open.size === 0) this.#onEmpty?.();
  }

  #longestIdle(): WireConnection | undefined {
    let found: WireConnection | undefined;
    for (const connection of this.#open) {
      if (connection.idleMs > (found?.idleMs ?? shortestTurn)) found = connection;
    }
    if (found) this.#open.delete(found);
    return found;
  }

  #turnAway(socket: Socket): void {
    if (this.#turnedAway.size >= mostTurnedAway) {
      socket.destroy();
      return;
    }
    this.#turnedAway.add(socket);
    socket.once('close', () => this.#turnedAway.delete(socket));
    const error = `Busy: ${this.#options.most} clients are connected already (MAX_CONNECTIONS). Try again.`;
    sayGoodbye(socket, writeMessage({ kind: 'MessageServerError', error }));
  }
}
