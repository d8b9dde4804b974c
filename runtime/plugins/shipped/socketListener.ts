import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { ModuleTemplate, type MainDaemon } from '../api/index.ts';
import { ConnectionTable } from './socket/connectionTable.ts';
import { RequestDesk } from './socket/requestDesk.ts';
import { checkExposure, listenError, type Address } from './socket/address.ts';

/** More would only help those who want to keep others out. */
const mostConnections = 64;

/** Shorter ones than this are refused often, as the largest requests carry whole ini files. */
const comfortableSize = 4_096;

/** Lets Ockle talk to clients over a network socket. */
export class SocketListener extends ModuleTemplate {
  readonly #address: Address;
  readonly #maxSize: number;
  readonly #connections: ConnectionTable;
  readonly #token: string;
  #server: Server | undefined;

  constructor(mainDaemon: MainDaemon) {
    super(mainDaemon);
    const host = this.#text('BIND_ADDRESS').trim();
    this.#address = { host: host === '' ? '127.0.0.1' : host, port: this.#port() };
    this.#token = this.#text('TOKEN');
    this.#maxSize = Math.max(1, this.getConfigInt('MAX_RCV_SIZE'));
    const desk = new RequestDesk({
      commands: mainDaemon.communicationHandler,
      token: this.#token,
      logsMessages: this.#isOn('LOG_MESSAGES'),
      log: (text) => this.debug(text),
    });
    this.#connections = new ConnectionTable({
      most: Math.min(mostConnections, Math.max(1, this.getConfigInt('MAX_CONNECTIONS'))),
      maxSize: this.#maxSize,
      timeoutMs: Math.max(1, this.getConfigInt('SOCKET_TIMEOUT')) * 1_000,
      answer: (payload) => desk.answer(payload),
    });
  }

  /** Listens until the plugin has to stop. */
  override async run(): Promise<void> {
    checkExposure(this.#address.host, this.#token);
    if (this.#hasToStop()) return;
    // A client may close its half after the request and still wait for the reply.
    const server = createServer({ allowHalfOpen: true, noDelay: true }, (socket) =>
      this.#connections.accept(socket),
    );
    this.#server = server;
    await this.#listen(server);
    const closed = once(server, 'close');
    server.on('error', (error) => this.debug(`A client could not connect: ${error.message}`));
    if (this.#hasToStop()) server.close();
    await closed;
  }

  override async stop(): Promise<void> {
    this.#server?.close();
    await this.#connections.close();
  }

  async #listen(server: Server): Promise<void> {
    try {
      server.listen(this.#address);
      await once(server, 'listening');
    } catch (thrown) {
      throw listenError(thrown, this.#address);
    }
    const bound = server.address();
    const port = typeof bound === 'object' && bound ? bound.port : this.#address.port;
    this.debug(`Started Listening on port:${port}`);
    if (this.#maxSize < comfortableSize) {
      this.debug(`Requests of more than ${this.#maxSize} bytes are refused (MAX_RCV_SIZE)`);
    }
  }

  #hasToStop(): boolean {
    return !this.mainDaemon.running;
  }

  #text(name: string): string {
    const value = this.getConfigVar(name);
    return typeof value === 'string' ? value : JSON.stringify(value);
  }

  /** As ConfigParser reads it. */
  #isOn(name: string): boolean {
    return /^(?:true|yes|on|1)$/i.test(this.#text(name).trim());
  }

  #port(): number {
    const port = this.getConfigInt('LISTENER_PORT');
    if (port >= 0 && port <= 65_535) return port;
    throw new Error(`LISTENER_PORT is ${port}. Write a port from 1 to 65535, or 0 for a free one.`);
  }
}
