import { RpcError, type DaemonContract, type RpcHandlers } from '../protocol/index.ts';

type Requests = RpcHandlers<DaemonContract>['requests'];

function refuse(): never {
  throw new RpcError('unknown-method', 'This daemon does not know that request.');
}

/** Requests that nobody answers. */
export const unanswered: Pick<Requests, 'addFaults' | 'removeFaults'> = {
  addFaults: refuse,
  removeFaults: refuse,
};
