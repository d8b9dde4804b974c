import * as vscode from 'vscode';
import { applyPlan } from '../../commands/applyPlan.ts';
import type { KeepOnDisk } from '../../commands/keepOnDisk.ts';
import { askChoice, askText, type QuickInputParts } from '../../commands/quickInput.ts';
import { readSnapshot } from '../../commands/readSnapshot.ts';
import type { PluginVariable } from '../../../runtime/protocol/index.ts';
import { readSetting } from '../../contributions.ts';
import { failures } from '../../support/failures.ts';
import { isAlive } from './pluginEntry.ts';
import type { PluginTarget } from './pluginRuns.ts';
import { planReset, planValue, type VariablePlan } from './planVariable.ts';
import { variableInput } from './variableInput.ts';
import { shownValue, valueText } from './variableRow.ts';

/** A config variable that something is asked of. */
export interface VariableTarget extends PluginTarget {
  readonly variable: PluginVariable;
}

/** What changing variables needs of the extension. */
export interface VariableParts {
  readonly quickInput: QuickInputParts;
  readonly keeper: KeepOnDisk;
  /** Shows a sentence in the status bar for a while. */
  readonly say: (message: string) => void;
}

/** Asks for a value and writes it into etc/config.ini, in one step that one undo takes back. */
export async function setVariable(
  parts: VariableParts,
  target: VariableTarget,
  given?: string,
): Promise<void> {
  const { project, info, variable } = target;
  const value = given ?? (await askForValue(parts.quickInput, target));
  if (value === undefined) return;
  const { name } = variable;
  const { config } = await readSnapshot(project.uri);
  const plan = planValue(config, { plugin: info.className, name, value });
  await apply(parts, target, plan, `Set ${name}`);
  const shown = variable.isSecret === true ? 'set' : value === '' ? 'empty' : value;
  parts.say(`${name} is ${shown} in etc/config.ini${inUse(target)}`);
}

/** Takes the value out of etc/config.ini, so that the template's default holds. */
export async function resetVariable(parts: VariableParts, target: VariableTarget): Promise<void> {
  const { project, info, variable } = target;
  const { name } = variable;
  const { config } = await readSnapshot(project.uri);
  const plan = planReset(config, { plugin: info.className, name });
  await apply(parts, target, plan, `Reset ${name}`);
  parts.say(`${name} has its default again${inUse(target)}`);
}

async function apply(
  { keeper }: VariableParts,
  { project, variable }: VariableTarget,
  plan: VariablePlan,
  label: string,
): Promise<void> {
  if (!plan.ok) throw failures.configNotChanged(variable.name, plan.message);
  await applyPlan(project.uri, plan.plan, label, keeper);
}

function inUse({ project, info }: VariableTarget): string {
  const isReloaded = readSetting(vscode.workspace, 'ockle.reload.onSave', project.uri);
  return isAlive(info) && !isReloaded ? `; ${info.className} uses it after a reload.` : '.';
}

async function askForValue(
  quickInput: QuickInputParts,
  { info, variable }: VariableTarget,
): Promise<string | undefined> {
  const place = { title: `${info.className}: ${variable.name}`, step: 1, totalSteps: 1 };
  const input = variableInput(variable);
  const current = valueText(variable);
  if (input.kind === 'choices') {
    const choices = input.choices.map((value) => ({
      label: value,
      ...(value === current && { description: 'now' }),
      value,
    }));
    const answer = await askChoice(
      quickInput,
      place,
      `Value of ${variable.name}`,
      choices,
      current,
    );
    return answer.kind === 'chosen' ? answer.value : undefined;
  }
  const { prompt, isSecret, remarkOn } = input;
  const parts = isSecret ? asPassword(quickInput) : quickInput;
  const question = { prompt, placeholder: shownValue(variable), value: isSecret ? '' : current };
  const answer = await askText(parts, place, question, remarkOn);
  return answer.kind === 'chosen' ? answer.value : undefined;
}

function asPassword(parts: QuickInputParts): QuickInputParts {
  return {
    ...parts,
    createInputBox: (): vscode.InputBox => {
      const box = parts.createInputBox();
      box.password = true;
      return box;
    },
  };
}
