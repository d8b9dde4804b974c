import type { DaemonContract, RpcHandlers } from '../protocol/index.ts';
import type { DebugClient } from './debugClient.ts';
import type { DebugDesk } from './debugDesk.ts';

type Requests = RpcHandlers<DaemonContract>['requests'];

/** A daemon, as far as a client debugs its plugins. */
interface Debugged {
  readonly debugging: Pick<DebugDesk, 'open' | 'leave'>;
}

/** Lets the client hear what came of an action before its answer, and see the code of a failure. */
type Answer = <Result>(act: () => Promise<Result>) => Promise<Result>;

/** Answers the requests of a client whose debuggers come to plugins that run, and leave them. */
export function debugRequests(
  opened: () => Promise<Debugged>,
  client: DebugClient,
  answer: Answer,
): Pick<Requests, 'debugPlugin' | 'stopDebugging'> {
  return {
    debugPlugin: ({ plugin }) =>
      answer(async () => {
        await (await opened()).debugging.open(plugin, client);
        return {};
      }),
    stopDebugging: ({ plugin }) =>
      answer(async () => {
        await (await opened()).debugging.leave(plugin, client);
        return {};
      }),
  };
}
