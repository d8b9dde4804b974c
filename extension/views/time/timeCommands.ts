import * as vscode from 'vscode';
import { contributions, registerCommand, type CommandId } from '../../contributions.ts';
import type { DaemonConnection } from '../../daemon/daemonConnection.ts';
import type { Releasable } from '../../support/disposableStore.ts';
import { failures } from '../../support/failures.ts';
import { askForDuration } from '../faults/askForFault.ts';
import { durationText } from '../faults/faultWords.ts';
import { chooseConnection, type RunningSources } from '../serverTree/runningServer.ts';
import { restartWithHeldTime } from './restartWithHeldTime.ts';
import { timeState } from './timeText.ts';

const { commands } = contributions;

/** Registers the commands that hold, step and let go the time of a run. */
export function registerTimeCommands(sources: RunningSources): readonly Releasable[] {
  const isHeld = ({ time }: DaemonConnection): boolean => time.mode === 'held';
  const register = (
    id: CommandId,
    act: (connection: DaemonConnection, given: unknown) => Promise<unknown>,
    isMeant = isHeld,
  ): Releasable =>
    registerCommand(vscode.commands, id, async (given?: unknown) => {
      // When the time of none can be moved, the daemon says what to do.
      const { daemons } = sources;
      const meant = daemons.all.some(isMeant) ? isMeant : () => true;
      const connection = await chooseConnection(undefined, sources, meant);
      if (!connection) return;
      try {
        await act(connection, given);
      } catch (error) {
        sources.report(failures.timeNotMoved(error));
      }
    });
  return [
    register(commands.pauseTime, ({ request }) => request('holdTime', {})),
    register(commands.resumeTime, ({ request }) => request('resumeTime', {})),
    register(commands.stepTime, ({ request }) => request('stepTime', {})),
    register(commands.stepTimeBy, stepBy),
    register(commands.setTimeRate, setRate),
    register(commands.showTimeControls, showControls, ({ time }) => time.mode !== 'real'),
    registerCommand(vscode.commands, commands.restartWithHeldTime, restartWithHeldTime),
  ];
}

const steps = [1_000, 10_000, 60_000, 600_000, 3_600_000, 86_400_000];

/** A keybinding may give the milliseconds. */
async function stepBy({ request }: DaemonConnection, given: unknown): Promise<void> {
  const step = typeof given === 'number' ? { ms: given } : await askForStep();
  if (step?.ms !== undefined) await request('stepTime', { ms: step.ms });
}

async function askForStep(): Promise<{ readonly ms?: number } | undefined> {
  const title = 'Step Time By';
  const items: readonly (vscode.QuickPickItem & { readonly ms?: number })[] = [
    ...steps.map((ms) => ({ label: durationText(ms), ms })),
    { label: 'Other…' },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: 'Everything due on the way happens; then the time stands again',
  });
  return chosen && chosen.ms === undefined ? askForDuration(title, '5 min') : chosen;
}

const rates = [1, 2, 5, 10, 60, 100, 1_000];

/** A keybinding may give the rate. */
async function setRate({ request, time }: DaemonConnection, given: unknown): Promise<void> {
  const rate = typeof given === 'number' ? given : await askForRate(time.rate);
  if (rate === undefined) return;
  await request('setTimeRate', { rate });
  await request('resumeTime', {});
}

async function askForRate(now: number): Promise<number | undefined> {
  const items = rates.map((rate) => ({
    label: `×${rate}`,
    description: rate === now ? 'now' : rateHint(rate),
    rate,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'Speed of Time',
    placeHolder: 'How much faster the time of the rack passes than that on the wall',
  });
  return chosen?.rate;
}

function rateHint(rate: number): string {
  return rate === 1 ? 'as on the wall' : `a minute in ${durationText(60_000 / rate)}`;
}

interface Control extends vscode.QuickPickItem {
  readonly command: CommandId;
}

async function showControls({ time }: DaemonConnection): Promise<void> {
  const state = timeState(time);
  const step: readonly Control[] = [
    { label: '$(debug-step-over) Step to Next Event', command: commands.stepTime },
    { label: '$(debug-step-into) Step By…', command: commands.stepTimeBy },
    { label: '$(dashboard) Speed…', command: commands.setTimeRate },
  ];
  const byState: Readonly<Record<typeof state, readonly Control[]>> = {
    frozen: [{ label: '$(debug-continue) Resume', command: commands.resumeTime }, ...step],
    held: [{ label: '$(debug-pause) Pause', command: commands.pauseTime }, ...step],
    real: [restart],
    virtual: [restart],
  };
  const chosen = await vscode.window.showQuickPick(byState[state], { title: 'Time of the Rack' });
  if (chosen) await vscode.commands.executeCommand(chosen.command);
}

const restart: Control = {
  label: '$(debug-restart) Restart with Controlled Time',
  detail: 'Ends this run and starts it again with a clock that can be paused, stepped and sped up.',
  command: commands.restartWithHeldTime,
};
