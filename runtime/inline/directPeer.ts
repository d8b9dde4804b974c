import {
  nodeTimers,
  RpcError,
  toRpcError,
  type Contract,
  type NoteName,
  type NoteParams,
  type Peer,
  type PeerOptions,
  type RequestName,
  type RequestParams,
  type RequestResult,
  type RpcHandlers,
} from '../protocol/index.ts';
import { copyJson } from './copyJson.ts';

/** What one end of a line needs besides its handlers. */
export interface EndOptions {
  /** Runs what the other end calls in the async context of this one. */
  readonly enter: <Result>(call: () => Result) => Result;
  /** Told of notes whose handler threw. */
  readonly onProblem: (problem: RpcError) => void;
}

type Handler = (params: unknown, context: { readonly cause: number | null }) => unknown;
type Handlers = Readonly<Record<'requests' | 'notes', Readonly<Record<string, Handler>>>>;

/** Requests served before one answer waits for timers and sockets to get their turn. */
const burst = 256;

/**
 * One end of a line inside this process: what it asks or tells is a call of the other end's handler,
 * with a copy of the content, so that the two share nothing. Notes have arrived when they are told.
 */
export class DirectPeer<Local extends Contract, Remote extends Contract> implements Peer<Remote> {
  /** Resolves once the line is closed. */
  readonly closed: Promise<RpcError>;
  readonly #handlers: Handlers;
  readonly #options: EndOptions;
  readonly #resolveClosed: (reason: RpcError) => void;
  readonly #pending = new Set<(reason: RpcError) => void>();
  #other: DirectPeer<Remote, Local> | undefined;
  #closeReason: RpcError | undefined;
  #served = 0;

  constructor(handlers: RpcHandlers<Local>, options: EndOptions) {
    this.#handlers = handlers as unknown as Handlers;
    this.#options = options;
    const { promise, resolve } = Promise.withResolvers<RpcError>();
    this.closed = promise;
    this.#resolveClosed = resolve;
  }

  /** Makes the other end; to be called once, before anything is asked or told. */
  connect(handlers: RpcHandlers<Remote>, options: EndOptions): DirectPeer<Remote, Local> {
    const other = new DirectPeer<Remote, Local>(handlers, options);
    this.#other = other;
    other.#other = this;
    return other;
  }

  /** Asks the other end; rejects with an {@link RpcError}. */
  request<M extends RequestName<Remote>>(
    method: M,
    params: RequestParams<Remote, M>,
    options: PeerOptions = {},
  ): Promise<RequestResult<Remote, M>> {
    return this.#ask(method, params, options) as Promise<RequestResult<Remote, M>>;
  }

  /** Tells the other end; without effect once the line is closed. */
  notify<M extends NoteName<Remote>>(method: M, params: NoteParams<Remote, M>): void {
    if (!this.#closeReason) this.#there.#take(method, copyJson(params));
  }

  /** Closes the line; everything pending rejects with `closed`. */
  close(): void {
    if (this.#closeReason) return;
    const reason = new RpcError('closed', 'The connection was closed.');
    this.#closeReason = reason;
    for (const reject of this.#pending) reject(reason);
    this.#resolveClosed(reason);
    this.#other?.close();
  }

  get #there(): DirectPeer<Remote, Local> {
    if (!this.#other) throw new Error('The line has one end only.');
    return this.#other;
  }

  async #ask(
    method: string,
    params: unknown,
    { cause = null, deadlineMs }: PeerOptions,
  ): Promise<unknown> {
    if (this.#closeReason) throw this.#closeReason;
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const stopTimer =
      deadlineMs === undefined
        ? undefined
        : nodeTimers.after(deadlineMs, () => reject(late(method, deadlineMs)));
    this.#pending.add(reject);
    try {
      this.#there.#serve(method, copyJson(params), cause).then(resolve, reject);
      return await promise;
    } finally {
      this.#pending.delete(reject);
      stopTimer?.();
    }
  }

  async #serve(method: string, params: unknown, cause: number | null): Promise<unknown> {
    try {
      const handler = this.#handlers.requests[method];
      const result = await this.#options.enter(() => handler?.(params, { cause }));
      if (++this.#served % burst === 0) await new Promise(setImmediate);
      return copyJson(result ?? null);
    } catch (thrown) {
      const { code, message, data } = toRpcError(thrown);
      throw new RpcError(code, message, copyJson(data));
    }
  }

  #take(method: string, params: unknown): void {
    try {
      this.#options.enter(() => this.#handlers.notes[method]?.(params, { cause: null }));
    } catch (thrown) {
      this.#options.onProblem(toRpcError(thrown));
    }
  }
}

function late(method: string, ms: number): RpcError {
  return new RpcError('deadline', `${method} was not answered within ${ms} ms.`);
}
