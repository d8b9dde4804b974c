import type { Actor, DaemonContract, RpcHandlers } from '../protocol/index.ts';
import type { MainDaemon } from './mainDaemon.ts';

type Requests = RpcHandlers<DaemonContract>['requests'];

/** Lets the client hear what came of an action before its answer, and see the code of a failure. */
type Answer = <Result>(act: () => Promise<Result>) => Promise<Result>;

/** Answers the requests of a client whose user edits plugins. */
export function reloadRequests(
  opened: () => Promise<Pick<MainDaemon, 'reloadPlugin' | 'filesSaved'>>,
  actor: Actor,
  answer: Answer,
): Pick<Requests, 'reloadPlugin' | 'filesSaved'> {
  return {
    reloadPlugin: ({ plugin }) =>
      answer(async () => ({ plugin: await (await opened()).reloadPlugin(plugin, actor) })),
    filesSaved: ({ files }) =>
      answer(async () => ({ plugins: await (await opened()).filesSaved(files, actor) })),
  };
}
