interface Message {
  readonly method?: string;
  readonly params?: unknown;
}

/** Tells Node's inspector what to do; what is told before it is reached waits. */
export class InspectorSession {
  /** Resolves when it is over, or was never reached. */
  readonly closed: Promise<undefined>;
  readonly #socket: WebSocket;
  readonly #open: Promise<undefined>;
  readonly #events = new Map<string, (params: unknown) => void>();
  #lastId = 0;

  constructor(url: string) {
    const socket = new WebSocket(url);
    const open = Promise.withResolvers<undefined>();
    const closed = Promise.withResolvers<undefined>();
    socket.addEventListener('open', () => open.resolve(undefined));
    // An error is followed by this.
    socket.addEventListener('close', () => closed.resolve(undefined));
    socket.addEventListener('message', ({ data }) => this.#take(String(data)));
    this.#socket = socket;
    this.#open = open.promise;
    this.closed = closed.promise;
  }

  /** Sends a command whose answer nobody needs. */
  tell(method: string, params: object = {}): void {
    const message = JSON.stringify({ id: ++this.#lastId, method, params });
    void this.#open.then(() => this.#socket.send(message));
  }

  /** Listens to the events of a name; one listener per name. */
  on(method: string, listener: (params: unknown) => void): void {
    this.#events.set(method, listener);
  }

  close(): void {
    this.#socket.close();
  }

  #take(text: string): void {
    const { method = '', params } = JSON.parse(text) as Message;
    this.#events.get(method)?.(params);
  }
}
