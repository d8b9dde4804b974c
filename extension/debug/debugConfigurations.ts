import { access } from 'node:fs/promises';
import { dirname, relative, resolve } from 'node:path';
import * as vscode from 'vscode';
import { contributions } from '../contributions.ts';
import { Failure, failures } from '../support/failures.ts';
import { findProject } from './findProject.ts';
import { pluginOfSource } from './pluginOfSource.ts';
import type { OckleLaunchArguments } from './launchConfiguration.ts';
import { isLaunch, problemOfLaunch } from './readLaunch.ts';

const type = contributions.debugTypes.ockle;

/** Completes launch.json entries, or stands in for them, from the file in the editor. */
export class OckleConfigurationResolver implements vscode.DebugConfigurationProvider {
  readonly #report: (failure: Failure) => void;
  readonly #expect: (launch: OckleLaunchArguments) => void;

  /** `expect` hears of a launch before VS Code has made its session. */
  constructor(report: (failure: Failure) => void, expect: (launch: OckleLaunchArguments) => void) {
    this.#report = report;
    this.#expect = expect;
  }

  /** Also called with nothing in it: F5 without a launch.json. */
  resolveDebugConfiguration(
    folder: vscode.WorkspaceFolder | undefined,
    configuration: vscode.DebugConfiguration,
  ): Promise<vscode.DebugConfiguration | undefined> {
    return this.#orReport(() => {
      const isAttaching = configuration.request === 'attach';
      const request = isAttaching ? 'attach' : 'launch';
      const usual = (): unknown => (isAttaching ? 'all' : [pluginOfEditor()]);
      const plugins = (configuration['plugins'] as unknown) ?? usual();
      const named = Array.isArray(plugins) ? plugins.join(', ') : 'Ockle';
      const name = configuration.name || named;
      const resolved = { ...configuration, name, type, request, plugins };
      if (!JSON.stringify(resolved).includes('${')) this.#expectAhead(folder, resolved);
      return Promise.resolve(resolved);
    });
  }

  resolveDebugConfigurationWithSubstitutedVariables(
    folder: vscode.WorkspaceFolder | undefined,
    configuration: vscode.DebugConfiguration,
  ): Promise<vscode.DebugConfiguration | undefined> {
    return this.#orReport(() => this.#complete(folder, configuration));
  }

  /** VS Code takes its time between its two questions; what fails here fails again in the second. */
  #expectAhead(
    folder: vscode.WorkspaceFolder | undefined,
    configuration: vscode.DebugConfiguration,
  ): void {
    this.#complete(folder, configuration).catch(() => undefined);
  }

  async #complete(
    folder: vscode.WorkspaceFolder | undefined,
    configuration: vscode.DebugConfiguration,
  ): Promise<vscode.DebugConfiguration> {
    if (!vscode.workspace.isTrusted) throw failures.workspaceNotTrusted();
    const project = await projectOf(folder, configuration['project']);
    const completed = { ...configuration, project, ...pathOf(project, configuration['faults']) };
    const problem = problemOfLaunch(completed);
    if (problem !== undefined) throw failures.launchNotUnderstood(configuration.name, problem);
    if (completed.request === 'launch' && isLaunch(completed)) this.#expect(completed);
    return completed;
  }

  async #orReport<T>(resolving: () => Promise<T>): Promise<T | undefined> {
    try {
      return await resolving();
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      this.#report(error);
      return undefined;
    }
  }
}

/** Most plugins offered in the list of configurations. */
const maxOffered = 100;

/** One configuration for every plugin of the workspace. */
export const pluginConfigurations: vscode.DebugConfigurationProvider = {
  async provideDebugConfigurations(folder) {
    if (!folder) return [];
    const pattern = new vscode.RelativePattern(folder, '**/src/plugins/*.{ts,py}');
    const files = await vscode.workspace.findFiles(pattern, '**/node_modules/**', maxOffered);
    const configurations = await Promise.all(files.map((file) => configurationOf(file)));
    return configurations.flatMap((configuration) => configuration ?? []);
  },
};

async function configurationOf(file: vscode.Uri): Promise<vscode.DebugConfiguration | undefined> {
  const bytes = await vscode.workspace.fs.readFile(file);
  const plugin = pluginOfSource(file.fsPath, new TextDecoder().decode(bytes));
  const project = await findProject(dirname(file.fsPath), exists);
  if (plugin === undefined || project === undefined) return undefined;
  return { type, request: 'launch', name: `Ockle: ${plugin}`, plugins: [plugin], project };
}

/** A path in launch.json may be relative to the project. */
function pathOf(project: string, faults: unknown): { readonly faults?: string } {
  return typeof faults === 'string' ? { faults: resolve(project, faults) } : {};
}

function pluginOfEditor(): string {
  const document = vscode.window.activeTextEditor?.document;
  if (document?.uri.scheme !== 'file') throw failures.noPluginFile(undefined);
  const plugin = pluginOfSource(document.fileName, document.getText());
  if (plugin === undefined) {
    throw failures.noPluginFile(vscode.workspace.asRelativePath(document.uri));
  }
  return plugin;
}

async function projectOf(
  folder: vscode.WorkspaceFolder | undefined,
  named: unknown,
): Promise<string> {
  if (typeof named === 'string' && named !== '') return resolve(folder?.uri.fsPath ?? '/', named);
  const file = fileOfEditor();
  const starts = [
    ...(file !== undefined && isInside(folder, file) ? [dirname(file)] : []),
    ...(folder ? [folder.uri.fsPath] : []),
  ];
  for (const start of starts) {
    const project = await findProject(start, exists);
    if (project !== undefined) return project;
  }
  throw failures.noProject(vscode.workspace.asRelativePath(file ?? 'The workspace'));
}

function fileOfEditor(): string | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri?.scheme === 'file' ? uri.fsPath : undefined;
}

function isInside(folder: vscode.WorkspaceFolder | undefined, file: string): boolean {
  return !folder || !relative(folder.uri.fsPath, file).startsWith('..');
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
