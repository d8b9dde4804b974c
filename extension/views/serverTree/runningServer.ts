import * as vscode from 'vscode';
import type { DaemonConnection } from '../../daemon/daemonConnection.ts';
import type { Daemons } from '../../daemon/daemons.ts';
import { failures, type Failure } from '../../support/failures.ts';
import { toRowPlace } from './rowId.ts';

/** What commands on rows need: the daemons that run, and a way to tell a failure. */
export interface RunningSources {
  readonly daemons: Pick<Daemons, 'all' | 'forProject' | 'onDidChange'>;
  readonly report: (failure: Failure) => void;
}

/** The daemon of a row's project; tells the user when none runs. */
export function connectionOf(row: string, sources: RunningSources): DaemonConnection | undefined {
  const connection = sources.daemons.forProject(toRowPlace(row)?.project ?? '');
  if (!connection) sources.report(failures.nothingRuns());
  return connection;
}

/** The daemon of a row, or else the one that runs; the user chooses when several do. */
export async function chooseConnection(
  row: unknown,
  sources: RunningSources,
  isMeant: (connection: DaemonConnection) => boolean = () => true,
): Promise<DaemonConnection | undefined> {
  if (typeof row === 'string') return connectionOf(row, sources);
  const running = sources.daemons.all.filter(isMeant);
  if (running.length === 0) sources.report(failures.nothingRuns());
  if (running.length < 2) return running[0];
  const items = running.map((connection) => ({ label: connection.project, connection }));
  const chosen = await vscode.window.showQuickPick(items, { placeHolder: 'Project' });
  return chosen?.connection;
}
