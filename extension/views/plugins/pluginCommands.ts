import * as vscode from 'vscode';
import { planDisabling, planEnabling } from '../../../runtime/scaffold/index.ts';
import { applyPlan } from '../../commands/applyPlan.ts';
import { readSnapshot } from '../../commands/readSnapshot.ts';
import { contributions, registerCommand, type CommandId } from '../../contributions.ts';
import { DisposableStore, type Releasable } from '../../support/disposableStore.ts';
import { Failure, failures } from '../../support/failures.ts';
import { showOption } from '../../support/showOption.ts';
import { partsOfId } from '../outline/outlineRow.ts';
import type { PluginEntry } from './pluginEntry.ts';
import { PluginRuns, type PluginTarget } from './pluginRuns.ts';
import type { PluginsSource } from './pluginsSource.ts';
import type { PluginStops } from './pluginStops.ts';
import { pluginAppearance } from './pluginText.ts';
import { pluginWords, type PluginWord } from './pluginWords.ts';
import type { ProjectPlugins } from './projectPlugins.ts';
import {
  resetVariable,
  setVariable,
  type VariableParts,
  type VariableTarget,
} from './variableCommands.ts';
import { shownValue } from './variableRow.ts';

/** What the commands of the view need. */
export interface PluginCommandParts extends VariableParts {
  readonly source: PluginsSource;
  readonly stops: PluginStops;
  readonly report: (failure: Failure) => void;
}

type PluginAction = readonly [id: CommandId, word: PluginWord, title: string, run: Run];
type Run = (target: PluginTarget) => Promise<unknown>;

/** Registers what can be done with a plugin; without a row each command asks which one is meant. */
export function registerPluginCommands(parts: PluginCommandParts): Releasable {
  const { source, stops, report } = parts;
  const store = new DisposableStore();
  const runs = new PluginRuns(stops);
  const register = (id: CommandId, work: Work): void => {
    store.add(
      registerCommand(vscode.commands, id, async (given: unknown, more: unknown) => {
        try {
          await source.start();
          await work(given, more);
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          report(error);
        }
      }),
    );
  };
  for (const [id, word, title, run] of actionsOf(parts, runs)) {
    register(id, async (given) => {
      const target = await pluginTarget(source, given, word, title);
      if (target) await run(target);
    });
  }
  const { startEnabledPlugins, stopAllPlugins, openPluginTemplate } = contributions.commands;
  register(startEnabledPlugins, async () => {
    const project = await chooseProject(source, 'Project whose enabled plugins to start');
    if (project) await runs.startEnabled(project);
  });
  register(stopAllPlugins, () => Promise.all(source.all.map((each) => runs.stopAll(each))));
  register(openPluginTemplate, async (given) => {
    const placeHolder = 'Plugin whose template to open';
    const target = await pluginTarget(source, given, 'hasTemplate', placeHolder);
    const [, , , variable = ''] = typeof given === 'string' ? partsOfId(given) : [];
    if (target) await openTemplate(target, variable);
  });
  registerVariableCommands(parts, register);
  return store;
}

type Work = (given: unknown, more: unknown) => Promise<unknown>;

function registerVariableCommands(
  parts: PluginCommandParts,
  register: (id: CommandId, work: Work) => void,
): void {
  const { commands } = contributions;
  const { source } = parts;
  register(commands.setVariable, async (given, value) => {
    const target = await variableTarget(source, given, 'Variable to set');
    if (target) await setVariable(parts, target, typeof value === 'string' ? value : undefined);
  });
  register(commands.resetVariable, async (given) => {
    const target = await variableTarget(source, given, 'Variable to reset to its default');
    if (target) await resetVariable(parts, target);
  });
}

function actionsOf(parts: PluginCommandParts, runs: PluginRuns): readonly PluginAction[] {
  const { commands } = contributions;
  return [
    [commands.startPlugin, 'canStart', 'Plugin to start', (target) => runs.start(target, true)],
    [commands.attachPlugin, 'canDebug', 'Plugin to debug', (target) => runs.debug(target)],
    [commands.stopPlugin, 'canStop', 'Plugin to stop', (target) => runs.stop(target)],
    [commands.restartPlugin, 'canRestart', 'Plugin to restart', (target) => runs.restart(target)],
    [
      commands.enablePlugin,
      'canEnable',
      'Plugin to enable',
      (target) => enable(parts, target, true),
    ],
    [
      commands.disablePlugin,
      'canDisable',
      'Plugin to disable',
      (target) => enable(parts, target, false),
    ],
    [commands.openPluginCode, 'hasCode', 'Plugin whose code to open', openCode],
  ];
}

/** Edits `pluginList` of etc/config.ini in one step that one undo takes back. */
async function enable(
  { keeper, say }: PluginCommandParts,
  { project, info }: PluginTarget,
  isWanted: boolean,
): Promise<void> {
  const { className } = info;
  const snapshot = await readSnapshot(project.uri);
  const result = (isWanted ? planEnabling : planDisabling)(className, snapshot);
  if (!result.ok) throw failures.configNotChanged('pluginList', result.problem.message);
  await applyPlan(
    project.uri,
    result.plan,
    `${isWanted ? 'Enable' : 'Disable'} ${className}`,
    keeper,
  );
  say(`${className} is ${isWanted ? 'enabled' : 'no longer enabled'} in etc/config.ini.`);
}

async function openCode({ info }: PluginTarget): Promise<void> {
  const { file, line, column = 1 } = info.source;
  const start = new vscode.Position(line - 1, column - 1);
  await vscode.window.showTextDocument(vscode.Uri.file(file), {
    selection: new vscode.Range(start, start),
  });
}

/** Opens it, where it declares the variable if one is meant. */
async function openTemplate({ project, info }: PluginTarget, variable: string): Promise<void> {
  const found = project.entry.plugins.find((entry) => entry.info.className === info.className);
  if (found?.template === undefined) return;
  const section = `plugins.${info.className}`;
  await showOption(vscode.Uri.file(found.template), { section, option: variable });
}

/** The plugin of a row, or the one that the user picks. */
async function pluginTarget(
  source: PluginsSource,
  given: unknown,
  word: PluginWord,
  placeHolder: string,
): Promise<PluginTarget | undefined> {
  if (typeof given === 'string') {
    const [path = '', , plugin = ''] = partsOfId(given);
    const project = source.project(path);
    const entry = project?.entry.plugins.find(({ info }) => info.className === plugin);
    return project && entry && { project, info: entry.info };
  }
  const items = source.all.flatMap((project) =>
    project.entry.plugins
      .filter((entry) => pluginWords(entry).includes(word))
      .map((entry) => ({ ...itemOf(entry, project, source), project, info: entry.info })),
  );
  if (items.length === 0) throw failures.noSuchPlugin(placeHolder);
  return vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true });
}

function itemOf(
  entry: PluginEntry,
  { uri }: ProjectPlugins,
  { all }: PluginsSource,
): vscode.QuickPickItem {
  const { text } = pluginAppearance(entry);
  return {
    label: entry.info.className,
    description: all.length > 1 ? `${text} · ${uri.fsPath}` : text,
  };
}

async function variableTarget(
  source: PluginsSource,
  given: unknown,
  placeHolder: string,
): Promise<VariableTarget | undefined> {
  const [path, , plugin, name] = typeof given === 'string' ? partsOfId(given) : [];
  const target = await pluginTarget(source, given, 'hasCode', 'Plugin with the variable');
  if (!target) return undefined;
  const { project, info } = target;
  await project.unfold(info.className);
  const entry = project.entry.plugins.find((each) => each.info.className === info.className);
  const variables = (entry?.variables ?? []).map(({ variable }) => variable);
  if (path !== undefined && plugin !== undefined) {
    const variable = variables.find((each) => each.name === name);
    return variable && { ...target, variable };
  }
  if (variables.length === 0) throw failures.noVariables(info.className);
  const items = variables.map((variable) => ({
    label: variable.name,
    description: shownValue(variable),
    variable,
  }));
  const chosen = await vscode.window.showQuickPick(items, { placeHolder });
  return chosen && { ...target, variable: chosen.variable };
}

async function chooseProject(
  { all }: PluginsSource,
  placeHolder: string,
): Promise<ProjectPlugins | undefined> {
  if (all.length <= 1) return all[0];
  const items = all.map((project) => ({
    label: vscode.workspace.asRelativePath(project.uri, true),
    project,
  }));
  return (await vscode.window.showQuickPick(items, { placeHolder }))?.project;
}
