import * as vscode from 'vscode';
import type { ServerSnapshot } from '../../../runtime/protocol/index.ts';
import type { DaemonConnection } from '../../daemon/daemonConnection.ts';
import { failures } from '../../support/failures.ts';
import { opStateAppearance, serverMenus } from '../opStateAppearance.ts';
import { toRowId } from './rowId.ts';
import type { RunningSources } from './runningServer.ts';

/** The word that the context value of a row must have, and how the palette asks for one. */
export type RowChoice = readonly [word: string, placeHolder: string];

/** Lets the user choose among the rows of all projects that allow the action. */
export async function pickRow(
  [word, placeHolder]: RowChoice,
  { daemons, report }: RunningSources,
): Promise<string | undefined> {
  if (daemons.all.length === 0) {
    report(failures.nothingRuns());
    return undefined;
  }
  const items = daemons.all.flatMap((connection) => {
    const among = daemons.all.length > 1 ? ` · ${connection.project}` : '';
    const rows = [...connection.servers.values()].flatMap((server) =>
      word === 'canRun' ? testItems(connection, server) : serverItem(connection, server, word),
    );
    return rows.map((item) => ({ ...item, description: `${item.description}${among}` }));
  });
  if (items.length === 0) {
    void vscode.window.showInformationMessage('There is nothing now that this can be done to.');
    return undefined;
  }
  const chosen = await vscode.window.showQuickPick(items, {
    placeHolder,
    matchOnDescription: true,
  });
  return chosen?.id;
}

interface RowItem {
  readonly label: string;
  readonly description: string;
  readonly id: string;
}

function serverItem(
  { project }: DaemonConnection,
  { name, opState }: ServerSnapshot,
  word: string,
): readonly RowItem[] {
  const { text, menu } = opStateAppearance(opState);
  if (!serverMenus[menu].split(' ').includes(word)) return [];
  return [
    { label: name, description: text, id: toRowId({ kind: 'server', project, server: name }) },
  ];
}

function testItems({ project }: DaemonConnection, server: ServerSnapshot): readonly RowItem[] {
  return server.tests.map(({ name, opState }) => ({
    label: `${server.name}/${name}`,
    description: opState,
    id: toRowId({ kind: 'test', project, server: server.name, name, repeat: 0 }),
  }));
}
