import type { Actor, DaemonContract, RpcHandlers } from '../protocol/index.ts';
import type { MainDaemon } from './mainDaemon.ts';

type Requests = RpcHandlers<DaemonContract>['requests'];

/** Answers the requests of a client that switches, tests or marks servers and their objects. */
export function actRequests(
  opened: () => Promise<Pick<MainDaemon, 'act'>>,
  actor: Actor,
): Pick<Requests, 'act' | 'switchServer'> {
  return {
    act: async ({ verb, target, args }) => ({
      outcome: await (await opened()).act(verb, target, args, actor),
    }),
    switchServer: async ({ server, to }) => {
      const verb = to === 'on' ? 'turnOn' : 'turnOff';
      return { outcome: await (await opened()).act(verb, server, {}, actor) };
    },
  };
}
