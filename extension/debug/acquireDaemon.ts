import { readFile } from 'node:fs/promises';
import type { FaultRule } from '../../runtime/protocol/index.ts';
import type { DaemonLease, Daemons } from '../daemon/daemons.ts';
import { failures } from '../support/failures.ts';
import type { OckleLaunch } from './launchConfiguration.ts';

/** Starts or joins the daemon that a launch means, with its time and faults. */
export async function acquireDaemon(
  daemons: Pick<Daemons, 'acquire'>,
  { project, time = 'real', seed, faults }: OckleLaunch,
  tell: (remark: string) => void,
): Promise<DaemonLease> {
  const choices = { ...(time !== 'real' && { time }), ...(seed !== undefined && { seed }) };
  const lease = await daemons.acquire(project, choices);
  const { mode } = lease.connection.time;
  if (mode !== time) {
    tell(`The daemon runs already, in ${mode} time. Stop every session to run in ${time} time.`);
  }
  try {
    if (faults !== undefined) await addFaults(lease, faults);
    return lease;
  } catch (error) {
    await lease.release();
    throw error;
  }
}

/** Joins the daemon of a project that runs in this window. */
export function joinDaemon(
  daemons: Pick<Daemons, 'acquire' | 'forProject'>,
  project: string,
): Promise<DaemonLease> {
  if (!daemons.forProject(project)) return Promise.reject(failures.noPluginRuns(project));
  return daemons.acquire(project);
}

/** The daemon looks at each of them and says what is wrong. */
async function addFaults({ connection }: DaemonLease, file: string): Promise<void> {
  try {
    const content = JSON.parse(await readFile(file, 'utf8')) as FaultFile;
    const { faults = [], seed } = content;
    await connection.request('addFaults', { faults, ...(seed !== undefined && { seed }) });
  } catch (error) {
    throw failures.faultsNotRead(file, error);
  }
}

interface FaultFile {
  readonly faults?: readonly FaultRule[];
  readonly seed?: number;
}
