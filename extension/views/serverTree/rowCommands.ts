import * as vscode from 'vscode';
import { contributions, registerCommand, type CommandId } from '../../contributions.ts';
import type { Releasable } from '../../support/disposableStore.ts';
import { failures } from '../../support/failures.ts';
import { explainState } from '../journal/explainState.ts';
import type { Journals } from '../journal/journals.ts';
import { pickRow } from './pickRow.ts';
import type { PinnedServers } from './pinnedServers.ts';
import { toRowPlace } from './rowId.ts';
import { connectionOf, type RunningSources } from './runningServer.ts';
import { openCommand } from './toTreeItem.ts';
import type { ServerTreeProvider } from './serverTreeProvider.ts';

const { commands } = contributions;

/** What the commands on single rows need. */
export interface RowCommandSources extends RunningSources {
  readonly rows: Pick<ServerTreeProvider, 'row' | 'treeOf'>;
  readonly pinned: PinnedServers;
  readonly journals: Journals;
}

/** Registers the commands that show where a row comes from and why it is so, and pin it. */
export function registerRowCommands(sources: RowCommandSources): readonly Releasable[] {
  const onRow = (id: CommandId, act: (row: string) => unknown): Releasable =>
    registerCommand(vscode.commands, id, (row?: unknown) =>
      typeof row === 'string' ? act(row) : undefined,
    );
  return [
    onRow(commands.revealIni, (row) => revealIni(row, sources)),
    onRow(commands.copyName, (row) => copyName(row, sources)),
    registerCommand(vscode.commands, commands.explainState, async (given?: unknown) => {
      const row = typeof given === 'string' ? given : await pickRow(whyThis, sources);
      if (row !== undefined) await explain(row, sources);
    }),
    onRow(commands.pinServer, (row) => setPinned(row, true, sources)),
    onRow(commands.unpinServer, (row) => setPinned(row, false, sources)),
  ];
}

const whyThis = ['isLive', 'Server whose state is explained'] as const;

async function revealIni(row: string, { rows }: RowCommandSources): Promise<void> {
  const opens = rows.row(row)?.opens;
  const project = rows.treeOf(row)?.uri;
  if (!opens || !project) return;
  const { command, arguments: args = [] } = openCommand(opens, project);
  await vscode.commands.executeCommand(command, ...(args as readonly unknown[]));
}

async function copyName(row: string, { rows }: RowCommandSources): Promise<void> {
  const label = rows.row(row)?.label;
  if (label !== undefined) await vscode.env.clipboard.writeText(label);
}

async function explain(row: string, sources: RowCommandSources): Promise<void> {
  const place = toRowPlace(row);
  if (!place || !('server' in place)) return;
  const connection = connectionOf(row, sources);
  if (!connection) return;
  const { label = place.server, description = '' } = sources.rows.row(row) ?? {};
  try {
    const entries = await sources.journals.of(connection).ofServer(place.server);
    const [state = ''] = description.split(' · ', 1);
    await explainState(`Why is ${label} ${state}?`, entries, place.project);
  } catch (error) {
    sources.report(failures.actionFailed(place.server, 'explained', error));
  }
}

function setPinned(row: string, isPinned: boolean, { pinned }: RowCommandSources): void {
  const place = toRowPlace(row);
  if (place?.kind !== 'server') return;
  if (isPinned) pinned.pin(place.project, place.server);
  else pinned.unpin(place.project, place.server);
}
