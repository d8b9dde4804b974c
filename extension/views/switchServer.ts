import * as vscode from 'vscode';
import { contributions, registerCommand } from '../contributions.ts';
import type { DaemonConnection } from '../daemon/daemonConnection.ts';
import type { Daemons } from '../daemon/daemons.ts';
import type { Releasable } from '../support/disposableStore.ts';
import { failures } from '../support/failures.ts';
import type { Failure } from '../support/failures.ts';
import { opStateAppearance, serverMenus } from './opStateAppearance.ts';
import { toRowPlace } from './rowId.ts';

type Direction = 'on' | 'off';

/** A server of a running daemon. */
interface Target {
  readonly connection: DaemonConnection;
  readonly server: string;
}

/** What the commands need: the daemons that run, and a way to tell a failure. */
export interface SwitchSources {
  readonly daemons: Pick<Daemons, 'all' | 'forProject'>;
  readonly report: (failure: Failure) => void;
}

/** Registers Turn On and Turn Off, which take a row of the server tree or let the user pick. */
export function registerSwitchCommands(sources: SwitchSources): readonly Releasable[] {
  const register = (id: 'turnOn' | 'turnOff', to: Direction): Releasable =>
    registerCommand(vscode.commands, contributions.commands[id], async (row?: unknown) => {
      const target = typeof row === 'string' ? targetOf(row, sources) : await pick(to, sources);
      if (target) await switchServer(target, to, sources);
    });
  return [register('turnOn', 'on'), register('turnOff', 'off')];
}

/** Asks the daemon; the tree itself shows what happens, so only what did not happen is told. */
async function switchServer(
  { connection, server }: Target,
  to: Direction,
  { report }: SwitchSources,
): Promise<void> {
  const location = { viewId: contributions.views.serverTree };
  try {
    const { outcome } = await vscode.window.withProgress({ location }, () =>
      connection.request('switchServer', { server, to }),
    );
    if (outcome.kind === 'refused') report(failures.switchRefused(server, to, outcome.reason));
    if (outcome.kind === 'failed') report(failures.switchFailed(server, to, outcome.message));
  } catch (error) {
    report(failures.switchFailed(server, to, error));
  }
}

function targetOf(row: string, { daemons, report }: SwitchSources): Target | undefined {
  const place = toRowPlace(row);
  if (place?.kind !== 'server') return undefined;
  const connection = daemons.forProject(place.project);
  if (!connection) report(failures.nothingRuns());
  return connection && { connection, server: place.server };
}

async function pick(
  to: Direction,
  { daemons, report }: SwitchSources,
): Promise<Target | undefined> {
  if (daemons.all.length === 0) {
    report(failures.nothingRuns());
    return undefined;
  }
  const items = daemons.all.flatMap((connection) =>
    itemsOf(connection, to, daemons.all.length > 1),
  );
  if (items.length === 0) {
    void vscode.window.showInformationMessage(`No server can be turned ${to} now.`);
    return undefined;
  }
  const placeHolder = `Server to turn ${to}`;
  return vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true });
}

function itemsOf(
  connection: DaemonConnection,
  to: Direction,
  isAmongOthers: boolean,
): (vscode.QuickPickItem & Target)[] {
  const word = to === 'on' ? 'canTurnOn' : 'canTurnOff';
  return [...connection.servers.values()].flatMap(({ name, opState }) => {
    const { text, menu } = opStateAppearance(opState);
    if (!serverMenus[menu].split(' ').includes(word)) return [];
    const description = isAmongOthers ? `${text} · ${connection.project}` : text;
    return { label: name, description, connection, server: name };
  });
}
