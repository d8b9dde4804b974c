import { connectToDaemon, readDaemonAddress } from '../../runtime/protocol/daemonAddress.ts';
import {
  daemonProtocolVersion,
  type DaemonContract,
  type DaemonEventContract,
} from '../../runtime/protocol/index.ts';
import { lineTransport } from '../../runtime/protocol/lineTransport.ts';
import { RpcPeer } from '../../runtime/protocol/rpcPeer.ts';
import { Failure, failures } from '../support/failures.ts';
import { DaemonConnection } from './daemonConnection.ts';
import type { RunningDaemon } from './daemons.ts';

/** Milliseconds that a daemon has for an answer to its guest. */
const patience = 20_000;

/**
 * Joins a daemon that somebody else started, such as `ockle daemon` in a terminal.
 * @throws Failure when none runs for the project, or it cannot be spoken to.
 */
export async function connectDaemon(
  project: string,
  reportError: (error: unknown) => void,
): Promise<RunningDaemon> {
  const address = await readDaemonAddress(project);
  if (!address) throw failures.noPluginRuns(project);
  try {
    const channel = await connectToDaemon(address);
    return await greet(project, lineTransport(channel), reportError);
  } catch (error) {
    throw error instanceof Failure ? error : failures.daemonStartFailed(project, error);
  }
}

async function greet(
  project: string,
  transport: ReturnType<typeof lineTransport>,
  reportError: (error: unknown) => void,
): Promise<RunningDaemon> {
  const connection = new DaemonConnection(
    project,
    (method, params) => peer.request(method, params),
    reportError,
  );
  const peer: RpcPeer<DaemonEventContract, DaemonContract> = new RpcPeer(
    transport,
    { requests: {}, notes: connection.notes },
    { onProblem: reportError },
  );
  const hello = { protocol: daemonProtocolVersion, client: 'vscode' };
  const limit = { deadlineMs: patience };
  try {
    const welcome = await peer.request('initialize', hello, limit);
    connection.welcome(welcome);
    await peer.request('subscribe', {}, limit);
  } catch (error) {
    peer.close();
    throw error;
  }
  const ended = peer.closed.then(() => connection.end(undefined));
  const stop = async (): Promise<void> => {
    peer.close();
    await ended;
  };
  return { connection, isGuest: true, stop };
}
