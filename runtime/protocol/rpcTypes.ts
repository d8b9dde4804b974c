import type { Call, Contract } from './contract.ts';
import type { RpcError } from './rpcError.ts';

type Requests<C extends Contract> = C['requests'];
type Notes<C extends Contract> = C['notes'];

/** Names of a contract's requests. */
export type RequestName<C extends Contract> = keyof Requests<C> & string;
/** Names of a contract's notes. */
export type NoteName<C extends Contract> = keyof Notes<C> & string;
/** Parameters of one request. */
export type RequestParams<C extends Contract, M extends keyof Requests<C>> =
  Requests<C>[M] extends Call<infer Params, unknown> ? Params : never;
/** Answer to one request. */
export type RequestResult<C extends Contract, M extends keyof Requests<C>> =
  Requests<C>[M] extends Call<unknown, infer Result> ? Result : never;
/** Content of one note. */
export type NoteParams<C extends Contract, M extends keyof Notes<C>> = Notes<C>[M];

/** What arrives beside the parameters. */
export interface CallContext {
  /** `seq` of the journal entry that led to this message. */
  readonly cause: number | null;
}

/** One function per request and note of the contract served here; none may be missing. */
export interface RpcHandlers<Local extends Contract> {
  readonly requests: {
    readonly [M in keyof Requests<Local>]: (
      params: RequestParams<Local, M>,
      context: CallContext,
    ) => RequestResult<Local, M> | Promise<RequestResult<Local, M>>;
  };
  readonly notes: {
    readonly [M in keyof Notes<Local>]: (
      params: NoteParams<Local, M>,
      context: CallContext,
    ) => void;
  };
}

/** Turns unchecked JSON into the type, or throws an Error that says what is wrong with it. */
export type Decoder<T> = (value: unknown) => T;

/** Guards for everything that comes from a peer that is not trusted. */
export interface RpcDecoders<Local extends Contract, Remote extends Contract> {
  readonly requests: {
    readonly [M in keyof Requests<Local>]: Decoder<RequestParams<Local, M>>;
  };
  readonly notes: { readonly [M in keyof Notes<Local>]: Decoder<NoteParams<Local, M>> };
  readonly results: {
    readonly [M in keyof Requests<Remote>]: Decoder<RequestResult<Remote, M>>;
  };
}

/** Time for deadlines. */
export interface RpcTimers {
  /** Calls back once after so many milliseconds, unless the returned function is called before. */
  after(ms: number, callback: () => void): () => void;
}

/** What a peer bears; more is refused with an error. */
export interface RpcLimits {
  /** Requests of the other side that may wait at the same time, until it can have read the answer. */
  readonly callsServed: number;
  /** Refusals of further ones that may wait for the other side to read; then it is read no further. */
  readonly refusalsWaiting: number;
  /** Own requests that may wait for their answer at the same time. */
  readonly callsPending: number;
  /** Lists and objects inside each other in one message of the other side. */
  readonly messageDepth: number;
}

/** What a peer needs besides its transport and handlers. */
export interface RpcOptions<Local extends Contract, Remote extends Contract> {
  /** Told of messages that cannot be answered: unreadable ones, bad notes, notes whose handler threw. */
  readonly onProblem: (problem: RpcError) => void;
  readonly decoders?: RpcDecoders<Local, Remote>;
  readonly timers?: RpcTimers;
  readonly limits?: Partial<RpcLimits> | undefined;
}

/** Per request. */
export interface RequestOptions {
  readonly cause?: number | null | undefined;
  /** Rejects with `deadline` after so many milliseconds. */
  readonly deadlineMs?: number | undefined;
  /** Rejects with `aborted`; the remote handler is not stopped. */
  readonly signal?: AbortSignal | undefined;
}
