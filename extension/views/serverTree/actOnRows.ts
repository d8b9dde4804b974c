import * as vscode from 'vscode';
import type { ServerSnapshot } from '../../../runtime/protocol/index.ts';
import { contributions, registerCommand } from '../../contributions.ts';
import type { DaemonConnection } from '../../daemon/daemonConnection.ts';
import type { Releasable } from '../../support/disposableStore.ts';
import { failures } from '../../support/failures.ts';
import { opStateAppearance, serverMenus } from '../opStateAppearance.ts';
import { actRequest, type ActRequest, type RowAction } from './rowActions.ts';
import { toRowId, toRowPlace } from './rowId.ts';
import { connectionOf, type RunningSources } from './runningServer.ts';

/** The word of a row's context value that allows an action, and how the palette asks for a server. */
const actions: Readonly<Record<RowAction, readonly [word: string, placeHolder: string]>> = {
  turnOn: ['canTurnOn', 'Server to turn on'],
  turnOff: ['canTurnOff', 'Server to turn off'],
  forceOn: ['canForce', 'Server to force on, whatever it needs and its devices say'],
  forceOff: ['canForce', 'Server to force off, whoever needs it and whatever its devices say'],
  runTest: ['canRun', 'Test to run'],
  resetAttempts: ['isLive', 'Server whose attempts begin anew'],
  readDevices: ['isLive', 'Server to read'],
};

/** Registers the commands that switch, test and read; each takes a row or lets the user pick. */
export function registerRowActions(sources: RunningSources): readonly Releasable[] {
  return (Object.keys(actions) as RowAction[]).map((action) =>
    registerCommand(vscode.commands, contributions.commands[action], async (row?: unknown) => {
      const id = typeof row === 'string' ? row : await pick(action, sources);
      const request = id === undefined ? undefined : actRequest(action, toRowPlace(id));
      const connection = id !== undefined && request ? connectionOf(id, sources) : undefined;
      if (request && connection) await act(connection, request, sources);
    }),
  );
}

/** Asks the daemon; the tree itself shows what happens, so only what did not happen is told. */
async function act(
  connection: DaemonConnection,
  { verb, target, args, done }: ActRequest,
  { report }: RunningSources,
): Promise<void> {
  const location = { viewId: contributions.views.serverTree };
  const isSwitch = verb.startsWith('turn') || verb.startsWith('set');
  const refused = isSwitch ? failures.switchRefused : failures.actionRefused;
  const failed = isSwitch ? failures.switchFailed : failures.actionFailed;
  try {
    const { outcome } = await vscode.window.withProgress({ location }, () =>
      connection.request('act', { verb, target, args }),
    );
    if (outcome.kind === 'refused') report(refused(target, done, outcome.reason));
    if (outcome.kind === 'failed') report(failed(target, done, outcome.message));
  } catch (error) {
    report(failed(target, done, error));
  }
}

/** Lets the user choose among the rows of all projects that allow the action. */
async function pick(
  action: RowAction,
  { daemons, report }: RunningSources,
): Promise<string | undefined> {
  if (daemons.all.length === 0) {
    report(failures.nothingRuns());
    return undefined;
  }
  const [word, placeHolder] = actions[action];
  const items = daemons.all.flatMap((connection) => {
    const among = daemons.all.length > 1 ? ` · ${connection.project}` : '';
    const rows = [...connection.servers.values()].flatMap((server) =>
      action === 'runTest' ? testItems(connection, server) : serverItem(connection, server, word),
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
