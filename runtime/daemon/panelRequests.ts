import type { DaemonContract, RpcHandlers } from '../protocol/index.ts';
import type { DaemonPanel } from './daemonPanel.ts';

type Requests = RpcHandlers<DaemonContract>['requests'];

/** A daemon, as far as a panel asks it. */
interface Shown {
  readonly panel: Pick<DaemonPanel, 'pluginVariables'>;
}

/** Lets the client see the code of a failure. */
type Answer = <Result>(act: () => Promise<Result>) => Promise<Result>;

/** Answers what the panel of an editor asks of single plugins. */
export function panelRequests(
  opened: () => Promise<Shown>,
  answer: Answer,
): Pick<Requests, 'pluginVariables'> {
  return {
    pluginVariables: ({ plugin }) =>
      answer(async () => ({ variables: await (await opened()).panel.pluginVariables(plugin) })),
  };
}
