import * as vscode from 'vscode';
import { contributions, registerCommand } from '../../contributions.ts';
import type { DaemonConnection } from '../../daemon/daemonConnection.ts';
import type { Releasable } from '../../support/disposableStore.ts';
import { failures } from '../../support/failures.ts';
import { pickRow, type RowChoice } from './pickRow.ts';
import { actRequest, type ActRequest, type RowAction } from './rowActions.ts';
import { toRowPlace } from './rowId.ts';
import { connectionOf, type RunningSources } from './runningServer.ts';

/** What a row must allow for an action, and how the palette asks for it. */
const actions: Readonly<Record<RowAction, RowChoice>> = {
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
      const id = typeof row === 'string' ? row : await pickRow(actions[action], sources);
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
