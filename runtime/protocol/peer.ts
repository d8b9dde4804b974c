import type { Contract } from './contract.ts';
import type { RpcError } from './rpcError.ts';
import type {
  NoteName,
  NoteParams,
  RequestName,
  RequestOptions,
  RequestParams,
  RequestResult,
} from './rpcTypes.ts';

/** What can be said of any request, wherever it goes. */
export type PeerOptions = Pick<RequestOptions, 'cause' | 'deadlineMs'>;

/** Somebody to ask and tell, in another process or in this one. */
export interface Peer<Remote extends Contract> {
  /** Resolves to the reason once nobody is there any more. */
  readonly closed: Promise<RpcError>;
  /** Rejects with an {@link RpcError}. */
  request<M extends RequestName<Remote>>(
    method: M,
    params: RequestParams<Remote, M>,
    options?: PeerOptions,
  ): Promise<RequestResult<Remote, M>>;
  /** Without effect once nobody is there. */
  notify<M extends NoteName<Remote>>(method: M, params: NoteParams<Remote, M>): void;
}
