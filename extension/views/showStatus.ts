import * as vscode from 'vscode';
import { contributions, setContext } from '../contributions.ts';
import type { DaemonConnection } from '../daemon/daemonConnection.ts';
import type { Daemons } from '../daemon/daemons.ts';
import { DisposableStore, type Releasable } from '../support/disposableStore.ts';
import { followRunning } from './followRunning.ts';
import { onText } from './serverCounts.ts';
import { systemTimers, Throttle } from './throttle.ts';
import { timeDetail, timeState, timeStatus } from './time/timeText.ts';

/** Often enough for the eye. */
const updateMs = 300;

/** What the status bar shows, and where it writes what goes wrong. */
export interface StatusSources {
  readonly daemons: Pick<Daemons, 'all' | 'onDidChange'>;
  readonly reportError: (error: unknown) => void;
}

/** Shows in the status bar how many servers are on, how the time passes and how many faults there are. */
export function showStatus({ daemons, reportError }: StatusSources): Releasable {
  const store = new DisposableStore();
  const { commands, views } = contributions;
  const servers = store.add(createItem('servers', 13, `${views.serverTree}.focus`));
  const time = store.add(createItem('time', 12, commands.showTimeControls));
  const faults = store.add(createItem('faults', 11, commands.showFaults));
  const began = new WeakMap<DaemonConnection, number>();
  const setKey = contextKeySetter(reportError);
  const update = (): void => {
    const { all } = daemons;
    for (const connection of all)
      if (!began.has(connection)) began.set(connection, connection.time.now);
    show(servers, all.length > 0 ? `$(server-environment) ${onText(networksOf(all))}` : undefined);
    servers.tooltip = 'Servers that are on; shows the Ockle Server Tree';
    showTimes(time, all, began);
    const number = all.reduce((sum, connection) => sum + connection.faults.length, 0);
    show(faults, number > 0 ? `$(zap) faults: ${number}` : undefined);
    faults.tooltip = 'Faults of the simulated rack; lists them';
    const states = all.map((connection) => timeState(connection.time));
    setKey('hasFaults', number > 0);
    setKey('heldTime', states.includes('frozen') || states.includes('held'));
    setKey('frozenTime', states.includes('frozen'));
  };
  const soon = store.add(new Throttle(update, updateMs, systemTimers));
  const listen = (connection: DaemonConnection): readonly Releasable[] => [
    connection.onDidChangeServers(() => soon.request()),
    connection.onDidChangeFaults(() => soon.request()),
    connection.onDidChangeTime(() => soon.request()),
  ];
  store.add(followRunning(daemons, listen, () => soon.request()));
  return store;
}

function createItem(what: string, priority: number, command: string): vscode.StatusBarItem {
  const left = vscode.StatusBarAlignment.Left;
  const item = vscode.window.createStatusBarItem(`ockle.${what}`, left, priority);
  return Object.assign(item, { name: `Ockle: ${what}`, command });
}

/** Sets context keys only when they change. */
function contextKeySetter(
  reportError: (error: unknown) => void,
): (key: keyof typeof contributions.contextKeys, value: boolean) => void {
  const known = new Map<string, boolean>();
  return (key, value) => {
    if (known.get(key) === value) return;
    known.set(key, value);
    setContext(vscode.commands, contributions.contextKeys[key], value).catch(reportError);
  };
}

function networksOf(all: readonly DaemonConnection[]): Parameters<typeof onText>[0] {
  return all.map(({ servers }) => servers);
}

function showTimes(
  item: vscode.StatusBarItem,
  all: readonly DaemonConnection[],
  began: WeakMap<DaemonConnection, number>,
): void {
  const told = all.flatMap((connection) => {
    const since = began.get(connection) ?? connection.time.now;
    const text = timeStatus(connection.time, since);
    return text === undefined ? [] : [{ text, detail: timeDetail(connection.time, since) }];
  });
  show(item, told.length > 0 ? `$(watch) ${told.map(({ text }) => text).join(' · ')}` : undefined);
  item.tooltip = told.map(({ detail }) => detail).join('\n');
}

function show(item: vscode.StatusBarItem, text: string | undefined): void {
  if (text === undefined) {
    item.hide();
    return;
  }
  item.text = text;
  item.show();
}
