import { errorCode, errorMessage } from '../base/codedError.ts';
import type { Actor, DaemonContract, FaultInfo, RpcHandlers } from '../protocol/index.ts';
import { RpcError } from '../protocol/index.ts';
import type { FaultDesk } from './faultDesk.ts';

type Requests = RpcHandlers<DaemonContract>['requests'];

/** Answers the requests of a client that adds and removes faults. */
export function faultRequests(
  opened: () => Promise<{ readonly faults: FaultDesk }>,
  actor: Actor,
): Pick<Requests, 'addFaults' | 'removeFaults'> {
  const change = async (
    act: (faults: FaultDesk) => Promise<void>,
  ): Promise<{ readonly faults: readonly FaultInfo[] }> => {
    const { faults } = await opened();
    try {
      await act(faults);
    } catch (error) {
      throw new RpcError(errorCode(error), errorMessage(error));
    }
    return { faults: faults.infos };
  };
  return {
    addFaults: ({ faults, seed }) => change((desk) => desk.add(faults, seed, actor)),
    removeFaults: ({ ids }) => change((desk) => desk.remove(ids, actor)),
  };
}
