import type { Actor, DaemonContract, RpcHandlers } from '../protocol/index.ts';
import type { MainDaemon } from './mainDaemon.ts';

type Requests = RpcHandlers<DaemonContract>['requests'];

/** Answers the request of a client that switches, tests or marks servers and their objects. */
export function actRequests(
  opened: () => Promise<Pick<MainDaemon, 'act'>>,
  actor: Actor,
): Pick<Requests, 'act'> {
  return {
    act: async ({ verb, target, args }) => ({
      outcome: await (await opened()).act(verb, target, args, actor),
    }),
  };
}
