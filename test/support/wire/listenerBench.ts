import { CommunicationHandler } from '../../../runtime/communication/communicationHandler.ts';
import {
  pluginContexts,
  type CommandData,
  type CommandHandler,
  type JsonValue,
  type MainDaemon,
} from '../../../runtime/plugins/api/index.ts';
import { SocketListener } from '../../../runtime/plugins/shipped/socketListener.ts';

/** What a test sets of the listener's config, and the commands there are. */
export interface ListenerOptions {
  readonly config?: Readonly<Record<string, JsonValue>>;
  readonly commands?: Readonly<Record<string, CommandHandler>>;
}

const usualConfig: Readonly<Record<string, JsonValue>> = {
  LISTENER_PORT: 0,
  MAX_CONNECTIONS: 5,
  MAX_RCV_SIZE: 1_048_576,
  SOCKET_TIMEOUT: 5,
  BIND_ADDRESS: '127.0.0.1',
  TOKEN: '',
  LOG_MESSAGES: false,
};

const opened: ListenerBench[] = [];

/** Call it in an `afterEach` hook. */
export async function closeListeners(): Promise<void> {
  for (const bench of opened.splice(0)) await bench.stop();
}

/** A SocketListener on real sockets, with the daemon's own table of commands behind it. */
export class ListenerBench {
  readonly log: string[] = [];
  /** What handlers were given, in order. */
  readonly calls: (readonly [command: string, data: CommandData | null])[] = [];
  readonly #plugin: SocketListener;
  readonly #daemon: { running: boolean };
  readonly #onLine = new Set<() => void>();
  #run: Promise<void> | undefined;

  constructor({ config, commands = {} }: ListenerOptions) {
    const variables = new Map(Object.entries({ ...usualConfig, ...config }));
    const table = new CommunicationHandler();
    for (const [name, handler] of Object.entries(commands)) {
      const owner = { name: 'Test', generation: 1 };
      const call: typeof handler = (data) => {
        this.calls.push([name, data]);
        return handler(data);
      };
      table.register({ name, help: '', owner, handler: async (data) => call(data) });
    }
    const daemon = {
      running: true,
      communicationHandler: {
        sendCommand: (command: string, data: CommandData | null = {}) =>
          table.handle(command, data, 1),
      },
      debug: (message: unknown) => {
        this.log.push(String(message));
        for (const look of this.#onLine) look();
      },
    };
    this.#daemon = daemon;
    // Of the daemon a listener sees nothing else.
    const mainDaemon = daemon as unknown as MainDaemon;
    pluginContexts.set(mainDaemon, {
      getConfigVar: (name) => variables.get(name) ?? null,
      getConfigInt: (name) => Number(variables.get(name)),
      sleep: () => Promise.reject(new Error('A listener does not sleep.')),
    });
    this.#plugin = new SocketListener(mainDaemon);
  }

  /** Resolves when it has stopped. */
  get ended(): Promise<void> {
    return this.#run ?? Promise.resolve();
  }

  /** Runs it; resolves to the port once it listens, rejects with what `run` threw. */
  async start(): Promise<number> {
    this.#run = this.#plugin.run();
    const line = await Promise.race([
      this.untilLine(/^SocketListener: Started Listening on port:\d+$/),
      this.#run.then(() => Promise.reject(new Error('It ended before it listened.'))),
    ]);
    return Number(line.slice(line.lastIndexOf(':') + 1));
  }

  untilLine(pattern: RegExp): Promise<string> {
    return new Promise((resolve) => {
      const look = (): void => {
        const line = this.log.find((each) => pattern.test(each));
        if (line === undefined) return;
        this.#onLine.delete(look);
        resolve(line);
      };
      this.#onLine.add(look);
      look();
    });
  }

  async stop(): Promise<void> {
    this.#daemon.running = false;
    await this.#plugin.stop();
    await this.#run?.catch(() => undefined);
  }
}

/** Starts a listener on a free port. */
export async function openListener(options: ListenerOptions = {}) {
  const bench = new ListenerBench(options);
  opened.push(bench);
  return { bench, port: await bench.start() };
}
