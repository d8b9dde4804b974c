import { readFile } from 'node:fs/promises';
import type { DebugProtocol } from '@vscode/debugprotocol';
import type { Problem } from '../../runtime/protocol/index.ts';
import { readFaultFile } from '../../runtime/protocol/readFaultFile.ts';
import type { DaemonLease, Daemons, DaemonStart } from '../daemon/daemons.ts';
import { failures } from '../support/failures.ts';
import type { OckleLaunch } from './launchConfiguration.ts';

type Launch = OckleLaunch & Pick<DebugProtocol.LaunchRequestArguments, 'noDebug'>;

/** The daemon that a launch means, where none runs. */
export function daemonFor({ plugins, time = 'real', seed, noDebug }: Launch): DaemonStart {
  return {
    ...(time !== 'real' && { time }),
    ...(seed !== undefined && { seed }),
    expected: { plugins, debug: noDebug !== true },
  };
}

/** Starts or joins the daemon that a launch means, with its time and faults. */
export async function acquireDaemon(
  daemons: Pick<Daemons, 'acquire'>,
  launch: Launch,
  tell: (remark: string) => void,
): Promise<DaemonLease> {
  const { project, time = 'real', faults } = launch;
  const lease = await daemons.acquire(project, daemonFor(launch));
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

/** The daemon adds all that the file says, or nothing. */
async function addFaults({ connection }: DaemonLease, path: string): Promise<void> {
  try {
    const { faults, seed, problems } = readFaultFile(await readFile(path, 'utf8'), path);
    const [problem] = problems;
    if (problem) throw new Error(placed(problem));
    const rules = faults.map(({ rule }) => rule);
    await connection.request('addFaults', { faults: rules, ...(seed !== undefined && { seed }) });
  } catch (error) {
    throw failures.faultsNotRead(path, error);
  }
}

function placed({ message, source }: Problem): string {
  const text = message.replace(/\.$/, '');
  return source ? `${text} (line ${source.line})` : text;
}
