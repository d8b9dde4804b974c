import { RpcError, type DaemonContract, type RpcHandlers } from '../protocol/index.ts';

type Requests = RpcHandlers<DaemonContract>['requests'];

function refuse(): never {
  throw new RpcError('unknown-method', 'This daemon does not know that request.');
}

/** Requests that nobody answers. */
export const unanswered: Pick<
  Requests,
  | 'reloadPlugin'
  | 'filesSaved'
  | 'debugPlugin'
  | 'pluginVariables'
  | 'act'
  | 'addFaults'
  | 'removeFaults'
> = {
  reloadPlugin: refuse,
  filesSaved: refuse,
  debugPlugin: refuse,
  pluginVariables: refuse,
  act: refuse,
  addFaults: refuse,
  removeFaults: refuse,
};
