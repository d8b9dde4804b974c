import type { Contract } from './contract.ts';
import { decoded, decoding, toMap, type Handler } from './decodingHandlers.ts';
import { isDeeperThan } from './jsonDepth.ts';
import type { MessageTransport } from './messageTransport.ts';
import type { Peer } from './peer.ts';
import { decodeMessage, encodeMessage, type RpcMessage } from './rpcEnvelope.ts';
import { RpcError, toRpcError } from './rpcError.ts';
import { ServedCalls } from './servedCalls.ts';
import type {
  Decoder,
  NoteName,
  NoteParams,
  RequestName,
  RequestOptions,
  RequestParams,
  RequestResult,
  RpcHandlers,
  RpcLimits,
  RpcOptions,
  RpcTimers,
} from './rpcTypes.ts';

interface Pending {
  readonly settle: (outcome: { readonly result: unknown } | { readonly error: RpcError }) => void;
}

type Call = Extract<RpcMessage, { readonly method: string }>;
type Answer = Extract<RpcMessage, { readonly kind: 'result' | 'error' }>;

/** Between parts of the product, which mean well. */
const usualLimits: RpcLimits = {
  callsServed: 10_000,
  refusalsWaiting: 100_000,
  callsPending: Infinity,
  messageDepth: Infinity,
};

/** Deadlines in real time. */
export const nodeTimers: RpcTimers = {
  after(ms, callback) {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

/**
 * One end of a channel: serves the `Local` contract and calls the `Remote` one.
 * Everything sent here arrives in the order it was sent, notes and replies alike.
 */
export class RpcPeer<Local extends Contract, Remote extends Contract> implements Peer<Remote> {
  /** Resolves to the reason once the channel is gone. */
  readonly closed: Promise<RpcError>;
  readonly #transport: MessageTransport;
  readonly #onProblem: (problem: RpcError) => void;
  readonly #timers: RpcTimers;
  readonly #limits: RpcLimits;
  readonly #requestHandlers: ReadonlyMap<string, Handler>;
  readonly #noteHandlers: ReadonlyMap<string, Handler>;
  readonly #resultDecoders: ReadonlyMap<string, Decoder<unknown>>;
  readonly #pending = new Map<number, Pending>();
  readonly #served: ServedCalls;
  #lastId = 0;
  #closeReason: RpcError | undefined;

  constructor(
    transport: MessageTransport,
    handlers: RpcHandlers<Local>,
    { onProblem, decoders, timers = nodeTimers, limits }: RpcOptions<Local, Remote>,
  ) {
    this.#transport = transport;
    this.#onProblem = onProblem;
    this.#timers = timers;
    this.#limits = { ...usualLimits, ...limits };
    this.#served = new ServedCalls(transport, this.#limits, (id) => this.#refuse(id));
    this.#requestHandlers = decoding(handlers.requests, decoders?.requests);
    this.#noteHandlers = decoding(handlers.notes, decoders?.notes);
    this.#resultDecoders = toMap<Decoder<unknown>>(decoders?.results ?? {});
    const { promise, resolve } = Promise.withResolvers<RpcError>();
    this.closed = promise;
    transport.onClose((cause) => resolve(this.#end(cause)));
    transport.onMessage((text) => this.#take(text));
  }

  /** Asks the peer; rejects with an {@link RpcError}. */
  request<M extends RequestName<Remote>>(
    method: M,
    params: RequestParams<Remote, M>,
    options: RequestOptions = {},
  ): Promise<RequestResult<Remote, M>> {
    return this.#ask(method, params, options) as Promise<RequestResult<Remote, M>>;
  }

  /**
   * Tells the peer; without effect once the channel is closed.
   * @throws RpcError `message-too-long`
   */
  notify<M extends NoteName<Remote>>(
    method: M,
    params: NoteParams<Remote, M>,
    { cause = null }: { readonly cause?: number | null } = {},
  ): void {
    this.#send({ kind: 'note', method, params, cause });
  }

  /** Closes the channel; everything pending rejects with `closed`. */
  close(): void {
    this.#transport.close();
  }

  #ask(method: string, params: unknown, options: RequestOptions): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const { cause = null, deadlineMs, signal } = options;
      this.#checkCall(method, signal);
      const id = ++this.#lastId;
      this.#send({ kind: 'request', id, method, params, cause });
      let release: (() => void) | undefined;
      const settle: Pending['settle'] = (outcome) => {
        this.#pending.delete(id);
        release?.();
        if ('error' in outcome) reject(outcome.error);
        else this.#settleResult(method, outcome.result, resolve, reject);
      };
      this.#pending.set(id, { settle });
      if (deadlineMs !== undefined || signal) {
        release = this.#limit(method, settle, deadlineMs, signal);
      }
    });
  }

  /** @throws RpcError when nothing can be asked */
  #checkCall(method: string, signal: AbortSignal | undefined): void {
    if (this.#closeReason) throw this.#closeReason;
    if (signal?.aborted) throw aborted(method);
    const { callsPending } = this.#limits;
    if (this.#pending.size >= callsPending) throw tooManyCalls(callsPending);
  }

  #limit(
    method: string,
    settle: Pending['settle'],
    deadlineMs: number | undefined,
    signal: AbortSignal | undefined,
  ): () => void {
    const onAbort = (): void => settle({ error: aborted(method) });
    signal?.addEventListener('abort', onAbort, { once: true });
    const stopTimer =
      deadlineMs === undefined
        ? undefined
        : this.#timers.after(deadlineMs, () => settle({ error: late(method, deadlineMs) }));
    return () => {
      stopTimer?.();
      signal?.removeEventListener('abort', onAbort);
    };
  }

  #settleResult(
    method: string,
    result: unknown,
    resolve: (result: unknown) => void,
    reject: (reason: unknown) => void,
  ): void {
    const decode = this.#resultDecoders.get(method);
    try {
      const what = `The answer to ${method}`;
      resolve(decode ? decoded(decode, result, 'bad-result', what) : result);
    } catch (thrown) {
      reject(thrown);
    }
  }

  /** Too deep a message is not looked into, but whoever waits for it learns of it. */
  #read(text: string): RpcMessage {
    const message = decodeMessage(text);
    const { messageDepth } = this.#limits;
    if (messageDepth === Infinity || !isDeeperThan(text, messageDepth)) return message;
    const error = tooDeep(messageDepth);
    switch (message.kind) {
      case 'result':
      case 'error':
        return { kind: 'error', id: message.id, error };
      case 'request':
        this.#send({ kind: 'error', id: message.id, error });
        throw error;
      case 'note':
        throw error;
    }
  }

  #take(text: string): void {
    try {
      const message = this.#read(text);
      switch (message.kind) {
        case 'request':
          this.#serve(message);
          return;
        case 'note':
          this.#takeNote(message);
          return;
        case 'result':
          this.#pending.get(message.id)?.settle({ result: message.result });
          return;
        case 'error':
          this.#pending.get(message.id)?.settle({ error: message.error });
      }
    } catch (thrown) {
      this.#onProblem(toRpcError(thrown));
    }
  }

  /** What is known at once is answered at once: that takes less time than a promise. */
  #serve(message: Extract<RpcMessage, { kind: 'request' }>): void {
    const { id } = message;
    if (!this.#served.begin(id)) return;
    const succeed = (result: unknown): void =>
      this.#answer({ kind: 'result', id, result: result ?? null });
    const fail = (thrown: unknown): void =>
      this.#answer({ kind: 'error', id, error: toRpcError(thrown) });
    let result: unknown;
    try {
      result = run(this.#requestHandlers, message);
    } catch (thrown) {
      fail(thrown);
      return;
    }
    if (result instanceof Promise) result.then(succeed, fail);
    else succeed(result);
  }

  #answer(answer: Answer): void {
    try {
      this.#send(answer);
    } catch (thrown) {
      this.#send({ kind: 'error', id: answer.id, error: toRpcError(thrown) });
    } finally {
      this.#served.end();
    }
  }

  #refuse(id: number): void {
    this.#send({ kind: 'error', id, error: tooManyCalls(this.#limits.callsServed) });
  }

  #takeNote(message: Call): void {
    const done = run(this.#noteHandlers, message);
    if (done instanceof Promise) {
      done.catch((thrown: unknown) => this.#onProblem(toRpcError(thrown)));
    }
  }

  #send(message: RpcMessage): void {
    if (!this.#closeReason) this.#transport.send(encodeMessage(message));
  }

  #end(cause: Error | undefined): RpcError {
    const message = cause?.message ?? 'The connection was closed.';
    const reason = new RpcError('closed', message, undefined, { cause });
    this.#closeReason = reason;
    for (const { settle } of [...this.#pending.values()]) settle({ error: reason });
    return reason;
  }
}

function run(handlers: ReadonlyMap<string, Handler>, { method, params, cause }: Call): unknown {
  const handler = handlers.get(method);
  if (!handler) throw new RpcError('unknown-method', `Nothing here answers to “${method}”.`);
  return handler(params, { cause });
}

function aborted(method: string): RpcError {
  return new RpcError('aborted', `${method} was given up.`);
}

function tooManyCalls(most: number): RpcError {
  return new RpcError(
    'too-many-calls',
    `More than ${most} calls wait for answers. Wait for answers before calling again.`,
  );
}

function tooDeep(most: number): RpcError {
  return new RpcError(
    'message-too-deep',
    `A message has more than ${most} lists and objects inside each other. Pass flatter data.`,
  );
}

function late(method: string, ms: number): RpcError {
  return new RpcError('deadline', `${method} was not answered within ${ms} ms.`);
}
