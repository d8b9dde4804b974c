import {
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
import { PendingCalls } from './pendingCalls.ts';

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
  readonly #pending = new PendingCalls();
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
    this.#pending.close(reason);
    this.#resolveClosed(reason);
    this.#other?.close();
  }

  get #there(): DirectPeer<Remote, Local> {
    if (!this.#other) throw new Error('The line has one end only.');
    return this.#other;
  }

  /** One promise for the whole call: most calls take less time than a few promises do. */
  #ask(
    method: string,
    params: unknown,
    { cause = null, deadlineMs }: PeerOptions,
  ): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#closeReason) throw this.#closeReason;
      const content = copyJson(params);
      const call = this.#pending.add(method, reject, deadlineMs);
      const fail = (thrown: unknown): void => {
        this.#pending.delete(call);
        reject(copyError(thrown));
      };
      const succeed = (result: unknown): void => {
        try {
          const copy = copyJson(result ?? null);
          this.#pending.delete(call);
          resolve(copy);
        } catch (thrown) {
          fail(thrown);
        }
      };
      try {
        this.#there.#serve(method, content, cause, succeed, fail);
      } catch (thrown) {
        fail(thrown);
      }
    });
  }

  #serve(
    method: string,
    params: unknown,
    cause: number | null,
    succeed: (result: unknown) => void,
    fail: (thrown: unknown) => void,
  ): void {
    const handler = this.#handlers.requests[method];
    const result = this.#options.enter(() => handler?.(params, { cause }));
    const hasToRest = ++this.#served % burst === 0;
    const answer = hasToRest ? (value: unknown) => void setImmediate(succeed, value) : succeed;
    if (result instanceof Promise) result.then(answer, fail);
    else answer(result);
  }

  #take(method: string, params: unknown): void {
    try {
      this.#options.enter(() => this.#handlers.notes[method]?.(params, { cause: null }));
    } catch (thrown) {
      this.#options.onProblem(toRpcError(thrown));
    }
  }
}

/** As it would be had it come over a pipe. */
function copyError(thrown: unknown): RpcError {
  const { code, message, data } = toRpcError(thrown);
  return new RpcError(code, message, copyJson(data));
}
