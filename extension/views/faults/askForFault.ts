import * as vscode from 'vscode';
import { faultFacts, type FaultKind, type FaultRule } from '../../../runtime/protocol/index.ts';
import type { FaultTarget } from './faultTargets.ts';
import { durationText, faultWords, readDuration } from './faultWords.ts';

type When = Pick<FaultRule, 'nth' | 'probability'>;

/** Asks what goes wrong, and how: at most four questions, each with the usual answer first. */
export async function askForFault(
  targets: readonly FaultTarget[],
  isOneRow: boolean,
): Promise<readonly FaultRule[] | undefined> {
  const chosen = isOneRow ? targets : await askForTarget(targets);
  const fault = chosen && (await askForKind(chosen));
  if (!fault) return undefined;
  const { kind, target } = fault;
  const title = `${faultFacts[kind].title}: ${target.label}`;
  const time = await askForTime(title, kind);
  const when = time && (await askForCalls(title, kind));
  return when && target.targets.map((each) => ({ target: each, kind, ...time, ...when }));
}

async function askForTarget(
  targets: readonly FaultTarget[],
): Promise<readonly FaultTarget[] | undefined> {
  const items = targets.map((target) => ({ ...target, target }));
  const chosen = await vscode.window.showQuickPick(items, {
    title: 'Inject Fault',
    placeHolder: 'What has the fault',
    matchOnDescription: true,
  });
  return chosen && [chosen.target];
}

interface KindItem extends vscode.QuickPickItem {
  readonly fault?: { readonly kind: FaultKind; readonly target: FaultTarget };
}

async function askForKind(targets: readonly FaultTarget[]): Promise<KindItem['fault']> {
  const items = targets.flatMap((target): KindItem[] => {
    const separator = vscode.QuickPickItemKind.Separator;
    const title =
      target.description === '' ? target.label : `${target.label}, ${target.description}`;
    const kinds = target.kinds.map((kind): KindItem => {
      const [, icon] = faultWords[kind];
      const { title: name, doc } = faultFacts[kind];
      return { label: `$(${icon}) ${name}`, description: doc, fault: { kind, target } };
    });
    return [{ label: title, kind: separator }, ...kinds];
  });
  const chosen = await vscode.window.showQuickPick(items, {
    title: `Inject Fault: ${targets[0]?.label ?? ''}`,
    placeHolder: 'What goes wrong',
    matchOnDescription: true,
  });
  return chosen?.fault;
}

async function askForTime(
  title: string,
  kind: FaultKind,
): Promise<Pick<FaultRule, 'ms'> | undefined> {
  const { ms: facts } = faultFacts[kind];
  if (!facts) return {};
  const { usual } = facts;
  const times = [...new Set([usual, 1_000, 10_000, 30_000])];
  const items: readonly (vscode.QuickPickItem & { readonly ms?: number })[] = [
    ...times.map((ms) => ({
      label: durationText(ms),
      description: ms === usual ? 'usual' : '',
      ms,
    })),
    { label: 'Other…' },
  ];
  const placeHolder =
    kind === 'slow' ? 'How much longer each call takes' : 'How long until it changes';
  const chosen = await vscode.window.showQuickPick(items, { title, placeHolder });
  if (!chosen || chosen.ms !== undefined) return chosen && { ms: chosen.ms ?? usual };
  return askForDuration(title, durationText(usual));
}

/** Asks for a duration in words. */
export async function askForDuration(
  title: string,
  value: string,
): Promise<{ readonly ms: number } | undefined> {
  const text = await vscode.window.showInputBox({
    title,
    value,
    prompt: 'A number with ms, s, min, h or d',
    validateInput: (typed) =>
      (readDuration(typed) ?? 0) >= 1
        ? undefined
        : 'Write a number and a unit, such as 500 ms or 1 min.',
  });
  const ms = text === undefined ? undefined : readDuration(text);
  return ms === undefined ? undefined : { ms };
}

async function askForCalls(title: string, kind: FaultKind): Promise<When | undefined> {
  if (!faultFacts[kind].strikesCalls) return {};
  const items: readonly (vscode.QuickPickItem & {
    readonly when?: When;
    readonly ask?: 'nth' | 'share';
  })[] = [
    { label: 'Every call', description: 'usual', when: {} },
    { label: 'The next call only', when: { nth: 1 } },
    { label: 'Half of the calls', description: 'chosen by chance', when: { probability: 0.5 } },
    { label: 'One call in ten', description: 'chosen by chance', when: { probability: 0.1 } },
    { label: 'One later call…', ask: 'nth' },
    { label: 'Another share of the calls…', ask: 'share' },
  ];
  const chosen = await vscode.window.showQuickPick(items, {
    title,
    placeHolder: 'Which calls it strikes',
  });
  if (chosen?.ask === 'nth') {
    const nth = await askForNumber(title, 'Number of the call, counted from now', 1_000_000);
    return nth === undefined ? undefined : { nth };
  }
  if (chosen?.ask === 'share') {
    const percent = await askForNumber(title, 'Percent of the calls', 100);
    return percent === undefined ? undefined : { probability: percent / 100 };
  }
  return chosen?.when;
}

async function askForNumber(
  title: string,
  prompt: string,
  most: number,
): Promise<number | undefined> {
  const isRight = (text: string): boolean =>
    /^\d{1,7}$/.test(text.trim()) && Number(text) >= 1 && Number(text) <= most;
  const text = await vscode.window.showInputBox({
    title,
    prompt,
    validateInput: (typed) =>
      isRight(typed) ? undefined : `Write a whole number from 1 to ${most}.`,
  });
  return text === undefined ? undefined : Number(text);
}
