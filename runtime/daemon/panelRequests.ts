import { errorCode, errorMessage } from '../base/codedError.ts';
import type { DaemonContract, RpcHandlers } from '../protocol/index.ts';
import { RpcError } from '../protocol/index.ts';
import type { DaemonPanel } from './daemonPanel.ts';

type Requests = RpcHandlers<DaemonContract>['requests'];

/** A daemon, as far as a panel asks it. */
interface Shown {
  readonly panel: Pick<DaemonPanel, 'pluginVariables' | 'debugPlugin'>;
}

/** Answers what the panel of an editor asks of single plugins. */
export function panelRequests(
  opened: () => Promise<Shown>,
): Pick<Requests, 'debugPlugin' | 'pluginVariables'> {
  const ask = async <Result>(act: (panel: Shown['panel']) => Promise<Result>): Promise<Result> => {
    const { panel } = await opened();
    try {
      return await act(panel);
    } catch (error) {
      throw new RpcError(errorCode(error), errorMessage(error));
    }
  };
  return {
    debugPlugin: ({ plugin }) =>
      ask(async (panel) => {
        await panel.debugPlugin(plugin);
        return {};
      }),
    pluginVariables: ({ plugin }) =>
      ask(async (panel) => ({ variables: await panel.pluginVariables(plugin) })),
  };
}
