import { connect, type Socket } from 'node:net';
import {
  decodeUtf8,
  encodeFrame,
  FrameReader,
  readMessage,
  usualXmlLimits,
  WireError,
  writeMessage,
  type ReceivedData,
  type SentData,
} from '../communication/wire/index.ts';
import { ClientError } from './clientError.ts';

/** Where a daemon listens, and how long to wait for it. */
export interface ClientOptions {
  readonly host?: string | undefined;
  readonly port?: number | undefined;
  /** Needed when the daemon's SocketListener has one. */
  readonly token?: string | undefined;
  /** For a whole call; switching a server takes as long as the server. */
  readonly timeoutMs?: number | undefined;
}

/** The port that Ockle listens on unless its config says otherwise. */
const usualPort = 8088;

const usualTimeoutMs = 60_000;

/** Replies hold ini files and lists of commands; requests never do. */
const replyLimits = { ...usualXmlLimits, nodes: 100_000, text: 10_000_000 };

const longestReply = 9_999_999;

/** Calls commands of a daemon over its socket, each one on a connection of its own. */
export class OckleClient {
  readonly #host: string;
  readonly #port: number;
  readonly #token: string | undefined;
  readonly #timeoutMs: number;

  constructor({ host, port, token, timeoutMs }: ClientOptions = {}) {
    this.#host = host ?? '127.0.0.1';
    this.#port = port ?? usualPort;
    this.#token = token;
    this.#timeoutMs = timeoutMs ?? usualTimeoutMs;
  }

  /**
   * Resolves to the reply's values; there may be none.
   * @throws ClientError with the daemon's reason, or why there is no reply
   */
  async call(command: string, data: SentData | null = null): Promise<ReceivedData> {
    const request = { kind: 'MessageClientSend', command, data, token: this.#token } as const;
    const payload = await this.#exchange(encodeFrame(writeMessage(request)));
    const message = readReply(payload);
    if (message.kind === 'MessageServerSend') return message.data ?? {};
    if (message.kind !== 'MessageServerError') {
      throw new ClientError('reply-unreadable', 'The reply is no message of a server.');
    }
    const { error } = message;
    if (error !== 'Unknown Command') throw new ClientError('command-failed', error);
    const help = 'The command listCommands answers those there are.';
    throw new ClientError('command-unknown', `Unknown Command “${command}”. ${help}`);
  }

  #exchange(frame: Uint8Array): Promise<Uint8Array> {
    const socket = connect({ host: this.#host, port: this.#port, noDelay: true });
    return new Promise<Uint8Array>((resolve, reject) => {
      const timer = setTimeout(() => reject(this.#silent()), this.#timeoutMs);
      const reader = new FrameReader(longestReply);
      socket.on('connect', () => socket.write(frame));
      socket.on('data', (chunk) => {
        const { payloads, refusal } = reader.push(chunk);
        const [payload] = payloads;
        if (payload) resolve(payload);
        else if (refusal) reject(noOckle(this.#address));
      });
      socket.on('error', (error) => reject(this.#failed(socket, error)));
      socket.on('close', () => {
        clearTimeout(timer);
        reject(new ClientError('daemon-closed', `${this.#address} closed without a reply.`));
      });
    }).finally(() => socket.destroy());
  }

  get #address(): string {
    return `Port ${this.#port} of ${this.#host}`;
  }

  #silent(): ClientError {
    const seconds = this.#timeoutMs / 1_000;
    return new ClientError('daemon-silent', `${this.#address} did not reply within ${seconds} s.`);
  }

  #failed(socket: Socket, cause: Error): ClientError {
    if (!socket.connecting && !('syscall' in cause && cause.syscall === 'connect')) {
      const message = `${this.#address} broke the connection: ${cause.message}.`;
      return new ClientError('daemon-closed', message, { cause });
    }
    const how = 'Start one whose pluginList has SocketListener, or name another port.';
    const message = `No daemon answers on port ${this.#port} of ${this.#host} (${cause.message}). ${how}`;
    return new ClientError('daemon-unreachable', message, { cause });
  }
}

function readReply(payload: Uint8Array) {
  const xml = decodeUtf8(payload);
  if (xml === undefined) throw new ClientError('reply-unreadable', 'The reply is not UTF-8.');
  try {
    return readMessage(xml, replyLimits);
  } catch (thrown) {
    if (!(thrown instanceof WireError)) throw thrown;
    const message = `The reply cannot be read. ${thrown.message}`;
    throw new ClientError('reply-unreadable', message, { cause: thrown });
  }
}

function noOckle(address: string): ClientError {
  return new ClientError('reply-unreadable', `${address} is no Ockle: its reply is no message.`);
}
