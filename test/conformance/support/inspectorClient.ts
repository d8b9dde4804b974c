import { once } from 'node:events';

interface Message {
  readonly id?: number;
  readonly method?: string;
  readonly params?: unknown;
  readonly result?: unknown;
}

/** The least of a debugger: sends commands to Node's inspector and waits for its events. */
export class InspectorClient {
  readonly #socket: WebSocket;
  readonly #answers = new Map<number, (result: unknown) => void>();
  readonly #events = new Map<string, (params: unknown) => void>();
  #lastId = 0;

  private constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.addEventListener('message', ({ data }) =>
      this.#take(JSON.parse(String(data)) as Message),
    );
  }

  static async attach(url: string): Promise<InspectorClient> {
    const socket = new WebSocket(url);
    await once(socket, 'open');
    return new InspectorClient(socket);
  }

  send(method: string, params: object = {}): Promise<unknown> {
    const id = ++this.#lastId;
    this.#socket.send(JSON.stringify({ id, method, params }));
    return new Promise((resolve) => this.#answers.set(id, resolve));
  }

  /** The next event of that name. */
  next(method: string): Promise<unknown> {
    return new Promise((resolve) => this.#events.set(method, resolve));
  }

  close(): void {
    this.#socket.close();
  }

  #take({ id, method, params, result }: Message): void {
    if (id !== undefined) this.#answers.get(id)?.(result);
    else if (method !== undefined) this.#events.get(method)?.(params);
  }
}
