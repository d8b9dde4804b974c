import { join } from 'node:path';
import * as vscode from 'vscode';
import type { PlanResult } from '../../runtime/scaffold/index.ts';
import { planEnabling, planPlugin } from '../../runtime/scaffold/index.ts';
import { projectPaths, readConfigFile } from '../../runtime/project/index.ts';
import { applyPlan } from '../commands/applyPlan.ts';
import type { KeepOnDisk } from '../commands/keepOnDisk.ts';
import { readSnapshot } from '../commands/readSnapshot.ts';
import type { ShippedFiles } from '../commands/shippedFiles.ts';
import { contributions } from '../contributions.ts';
import { DisposableStore, type Releasable } from '../support/disposableStore.ts';
import { Failure, failures } from '../support/failures.ts';
import { showOption } from '../support/showOption.ts';
import { explainCode } from './explainCode.ts';
import type { LensPlace, LensPlugin, LensTemplate } from './server/lensCommands.ts';
import { lensCommands } from './server/lensCommands.ts';

/** What the commands behind lenses and diagnostics need of the extension. */
export interface TemplateCommandParts {
  readonly extensionPath: string;
  readonly shipped: ShippedFiles;
  readonly keeper: KeepOnDisk;
  readonly report: (failure: Failure) => void;
}

/** Registers what lenses and diagnostics of templates lead to. */
export function registerTemplateCommands(parts: TemplateCommandParts): Releasable {
  const store = new DisposableStore();
  const register = (id: string, run: (given: never) => Promise<unknown>): void => {
    store.add(
      vscode.commands.registerCommand(id, async (given: never) => {
        try {
          await run(given);
        } catch (error) {
          if (!(error instanceof Failure)) throw error;
          parts.report(error);
        }
      }),
    );
  };
  register(explainCode, async (code: string) => explain(parts.extensionPath, code));
  register(lensCommands.open, open);
  register(lensCommands.showPlaces, showPlaces);
  register(lensCommands.run, (plugin: LensPlugin) => start(plugin, true));
  register(lensCommands.debug, (plugin: LensPlugin) => start(plugin, false));
  register(lensCommands.enable, (plugin: LensPlugin) => enable(parts, plugin));
  register(lensCommands.createTemplate, (template: LensTemplate) =>
    createTemplate(parts, template),
  );
  register(lensCommands.createClass, (plugin: LensPlugin) => createClass(parts, plugin));
  return store;
}

async function explain(extensionPath: string, code: string): Promise<void> {
  const page = vscode.Uri.file(join(extensionPath, 'docs', 'template-language.md'));
  await vscode.commands.executeCommand('markdown.showPreview', page.with({ fragment: code }));
}

async function open({ uri, line, character, option }: LensPlace): Promise<void> {
  if (option) return showOption(vscode.Uri.parse(uri, true), option);
  const selection = new vscode.Range(line, character, line, character);
  await vscode.window.showTextDocument(vscode.Uri.parse(uri, true), { selection });
}

/** All of them below the cursor, as references are shown. */
async function showPlaces(places: readonly LensPlace[]): Promise<void> {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return;
  const locations = places.map(
    ({ uri, line, character }) =>
      new vscode.Location(vscode.Uri.parse(uri, true), new vscode.Position(line, character)),
  );
  const { uri } = editor.document;
  const command = 'editor.action.showReferences';
  await vscode.commands.executeCommand(command, uri, editor.selection.active, locations);
}

async function start({ project, className }: LensPlugin, noDebug: boolean): Promise<void> {
  const uri = vscode.Uri.parse(project, true);
  const configuration = {
    type: contributions.debugTypes.ockle,
    request: 'launch',
    name: className,
    project: uri.fsPath,
    plugins: [className],
  };
  await vscode.debug.startDebugging(vscode.workspace.getWorkspaceFolder(uri), configuration, {
    noDebug,
  });
}

async function enable(parts: TemplateCommandParts, plugin: LensPlugin): Promise<void> {
  const project = vscode.Uri.parse(plugin.project, true);
  const plan = planned(planEnabling(plugin.className, await readSnapshot(project)));
  await applyPlan(project, plan, `Enable ${plugin.className}`, parts.keeper);
}

async function createTemplate(parts: TemplateCommandParts, given: LensTemplate): Promise<void> {
  const project = vscode.Uri.parse(given.project, true);
  const path = projectPaths().pluginTemplate(given.className);
  const plan = { newFiles: [{ path, text: given.text }], textEdits: [], openFile: path };
  await applyPlan(project, plan, `Create Template ${given.className}`, parts.keeper);
}

/** As *New Ockle Plugin* does, around the template that is there already. */
async function createClass(parts: TemplateCommandParts, plugin: LensPlugin): Promise<void> {
  const { className: name } = plugin;
  const project = vscode.Uri.parse(plugin.project, true);
  const language = await chooseLanguage(name);
  if (!language) return;
  const snapshot = await readSnapshot(project);
  const template = projectPaths(readConfigFile(snapshot.config ?? '').settings).pluginTemplate(
    name,
  );
  const files = snapshot.files.filter((file) => file !== template);
  const templates = await parts.shipped.templates();
  const request = { name, language, kind: 'empty' } as const;
  const { openBeside, ...plan } = planned(planPlugin(request, { ...snapshot, files }, templates));
  const newFiles = plan.newFiles.filter(({ path }) => path !== openBeside);
  await applyPlan(project, { ...plan, newFiles }, `Create ${name}`, parts.keeper);
}

async function chooseLanguage(name: string): Promise<'typescript' | 'python' | undefined> {
  const choices = [
    { label: 'TypeScript', language: 'typescript' },
    { label: 'Python', language: 'python' },
  ] as const;
  return (await vscode.window.showQuickPick(choices, { title: `Create Class ${name}` }))?.language;
}

function planned(result: PlanResult): Extract<PlanResult, { readonly ok: true }>['plan'] {
  if (!result.ok) throw failures.scaffoldRefused(result.problem.message);
  return result.plan;
}
