import * as vscode from 'vscode';
import { faultPresets, presetFaults, type FaultRule } from '../../../runtime/protocol/index.ts';
import { contributions, registerCommand } from '../../contributions.ts';
import type { DaemonConnection } from '../../daemon/daemonConnection.ts';
import type { Releasable } from '../../support/disposableStore.ts';
import { failures } from '../../support/failures.ts';
import { toRowPlace } from '../serverTree/rowId.ts';
import { chooseConnection, type RunningSources } from '../serverTree/runningServer.ts';
import { count } from '../serverTree/serverText.ts';
import { liveServer, type TreeServer } from '../serverTree/treeServer.ts';
import { askForFault } from './askForFault.ts';
import { allTargets, targetsOfRow } from './faultTargets.ts';
import { faultTitle } from './faultWords.ts';
import { loadFaultRules } from './loadFaultRules.ts';

const { commands } = contributions;

/** Registers the commands that break the simulated rack and mend it again. */
export function registerFaultCommands(sources: RunningSources): readonly Releasable[] {
  const register = (
    id: Parameters<typeof registerCommand>[1],
    act: (connection: DaemonConnection, row: unknown) => Promise<unknown>,
  ): Releasable =>
    registerCommand(vscode.commands, id, async (given?: unknown) => {
      // What the view's title gives is the row that has the focus.
      const row = id === commands.injectFaultInRack ? undefined : given;
      const connection = await chooseConnection(row, sources);
      if (!connection) return;
      try {
        await act(connection, row);
      } catch (error) {
        sources.report(failures.faultsRefused(error));
      }
    });
  return [
    register(commands.injectFault, inject),
    register(commands.injectFaultInRack, inject),
    register(commands.runFaultPreset, runPreset),
    register(commands.loadFaultRules, (connection) => loadFaultRules(connection, sources.report)),
    register(commands.clearFault, clearOne),
    register(commands.clearFaults, (connection) => connection.request('removeFaults', {})),
    register(commands.showFaults, showFaults),
  ];
}

async function inject(connection: DaemonConnection, row: unknown): Promise<void> {
  const place = typeof row === 'string' ? toRowPlace(row) : undefined;
  const server = place && 'server' in place ? connection.servers.get(place.server) : undefined;
  const own = place && server ? targetsOfRow(place, liveServer(server)) : [];
  const targets = own.length > 0 ? own : allTargets(serversOf(connection));
  const isOneObject = own.length > 0 && place?.kind !== 'server';
  const faults = await askForFault(targets, isOneObject);
  if (faults) await add(connection, faults);
}

async function runPreset(connection: DaemonConnection): Promise<void> {
  const servers = [...connection.servers.values()];
  const items = faultPresets.flatMap((preset) => {
    const faults = presetFaults(preset, servers);
    return faults.length > 0 ? [{ label: preset.title, detail: preset.doc, preset, faults }] : [];
  });
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'Run Fault Preset',
    placeHolder: 'What happens to the simulated rack',
  });
  if (!chosen) return;
  const devices = [...new Set(chosen.faults.map(({ target }) => target))];
  const choices = [
    { label: 'The whole rack', faults: chosen.faults },
    ...devices.map((device) => ({
      label: device,
      faults: presetFaults(chosen.preset, servers, device),
    })),
  ];
  const options = { title: chosen.label, placeHolder: 'What it happens to' };
  const choice =
    devices.length === 1 ? choices[0] : await vscode.window.showQuickPick(choices, options);
  if (choice) await add(connection, choice.faults);
}

async function add(connection: DaemonConnection, faults: readonly FaultRule[]): Promise<void> {
  await connection.request('addFaults', { faults });
}

async function clearOne(connection: DaemonConnection, row: unknown): Promise<void> {
  const place = typeof row === 'string' ? toRowPlace(row) : undefined;
  if (place?.kind === 'fault') await connection.request('removeFaults', { ids: [place.fault] });
}

/** Lists the faults; choosing one ends it. */
async function showFaults(connection: DaemonConnection): Promise<void> {
  const { faults } = connection;
  const items: readonly (vscode.QuickPickItem & { readonly ids?: readonly number[] })[] = [
    ...faults.map((fault) => ({
      label: `$(zap) ${faultTitle(fault)}`,
      description: `${fault.target} · ${count(fault.hits, 'hit')}`,
      ids: [fault.id],
    })),
    { label: '', kind: vscode.QuickPickItemKind.Separator },
    { label: '$(clear-all) Clear all faults', ids: faults.map(({ id }) => id) },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'Faults of the Simulated Rack',
    placeHolder: 'Choose one to clear it',
    matchOnDescription: true,
  });
  if (chosen?.ids) await connection.request('removeFaults', { ids: chosen.ids });
}

function serversOf({ servers }: DaemonConnection): readonly TreeServer[] {
  return [...servers.values()].map(liveServer);
}
