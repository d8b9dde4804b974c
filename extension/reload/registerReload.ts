import * as vscode from 'vscode';
import { contributions, readSetting, registerCommand, setContext } from '../contributions.ts';
import type { DaemonConnection } from '../daemon/daemonConnection.ts';
import type { Daemons } from '../daemon/daemons.ts';
import type { NamedPlugin, PluginControl } from '../debug/pluginControl.ts';
import { DisposableStore, type Releasable } from '../support/disposableStore.ts';
import { failures, type Failure } from '../support/failures.ts';
import { partsOfId } from '../views/outline/outlineRow.ts';
import type { ProjectFolders } from '../views/projectFolders.ts';
import { LoadedFiles } from './loadedFiles.ts';
import { SaveWatch } from './saveWatch.ts';
import { StaleMark } from './staleMark.ts';

/** What reloading needs of the rest of the extension. */
export interface ReloadDependencies {
  readonly daemons: Pick<Daemons, 'all' | 'onDidChange'>;
  readonly folders: Pick<ProjectFolders, 'onDidFindFiles'>;
  readonly control: Pick<PluginControl, 'reload'>;
  /** Tells the user. */
  readonly report: (failure: Failure) => void;
  /** Writes to the log. */
  readonly reportError: (error: unknown) => void;
}

/** Reloads plugins when their files are saved and on demand, and marks what differs from what runs. */
export function registerReload(dependencies: ReloadDependencies): Releasable {
  const reload = new Reload(dependencies);
  return { dispose: () => reload.dispose() };
}

class Reload {
  readonly #dependencies: ReloadDependencies;
  readonly #store = new DisposableStore();
  readonly #loaded = new Map<DaemonConnection, LoadedFiles>();
  readonly #mark: StaleMark;
  #shownFiles = '';

  constructor(dependencies: ReloadDependencies) {
    this.#dependencies = dependencies;
    const { daemons, folders, reportError } = dependencies;
    this.#mark = this.#store.add(new StaleMark((document) => this.#outdatedBy(document)));
    const saved = (connection: DaemonConnection, files: readonly string[]): void =>
      this.#saved(connection, files);
    this.#store.add(new SaveWatch({ daemons, folders }, saved, reportError));
    this.#store.add(daemons.onDidChange(() => this.#follow()));
    const { reloadPlugin } = contributions.commands;
    this.#store.add(
      registerCommand(vscode.commands, reloadPlugin, (of?: unknown) => this.#reload(of)),
    );
    this.#follow();
  }

  dispose(): void {
    this.#store.dispose();
  }

  /** Keeps to the daemons that run. */
  #follow(): void {
    const { all } = this.#dependencies.daemons;
    for (const connection of this.#loaded.keys()) {
      if (!all.includes(connection)) this.#loaded.delete(connection);
    }
    for (const connection of all) {
      if (this.#loaded.has(connection)) continue;
      const files = new LoadedFiles();
      this.#loaded.set(connection, files);
      for (const plugin of connection.plugins.values()) files.pluginChanged(plugin);
      connection.onDidChangePlugins((plugin) => {
        files.pluginChanged(plugin);
        this.#show();
      });
    }
    this.#show();
  }

  #show(): void {
    this.#mark.update();
    const files = [...this.#loaded.values()].flatMap(({ all }) => all).sort();
    if (files.join('\n') === this.#shownFiles) return;
    this.#shownFiles = files.join('\n');
    const { loadedFiles } = contributions.contextKeys;
    const { reportError } = this.#dependencies;
    setContext(vscode.commands, loadedFiles, files).catch(reportError);
  }

  #saved(connection: DaemonConnection, files: readonly string[]): void {
    for (const file of files) this.#loaded.get(connection)?.fileSaved(file);
    this.#mark.update();
    const project = vscode.Uri.file(connection.project);
    if (!readSetting(vscode.workspace, 'ockle.reload.onSave', project)) return;
    connection.request('filesSaved', { files }).catch(this.#dependencies.reportError);
  }

  /** Names of the plugins that run something else than a document says. */
  #outdatedBy(document: vscode.TextDocument): readonly string[] {
    const { fsPath } = document.uri;
    const names = [...this.#loaded.values()].flatMap((files) =>
      document.isDirty ? files.pluginsOf(fsPath) : files.outdatedBy(fsPath),
    );
    return [...new Set(names)];
  }

  /** Of a row, of a file, or of the file in the editor; the user picks where that says nothing. */
  async #reload(of: unknown): Promise<void> {
    const { control } = this.#dependencies;
    const row = typeof of === 'string' ? pluginOfRow(of) : undefined;
    if (row) return control.reload(row);
    const uri = of instanceof vscode.Uri ? of : vscode.window.activeTextEditor?.document.uri;
    const named = uri ? this.#runningOf(uri) : [];
    const chosen = named.length > 0 ? named : await this.#pick();
    if (uri && named.length > 0 && (await savedJustNow(uri))) return;
    await Promise.all(chosen.map((plugin) => control.reload(plugin)));
  }

  #runningOf({ fsPath }: vscode.Uri): readonly NamedPlugin[] {
    return [...this.#loaded].flatMap(([{ project }, files]) =>
      files.pluginsOf(fsPath).map((plugin) => ({ project, plugin })),
    );
  }

  async #pick(): Promise<readonly NamedPlugin[]> {
    const items = [...this.#loaded.keys()].flatMap(({ project, plugins }) =>
      [...plugins.values()]
        .filter(({ phase, isShipped }) => phase.kind === 'running' && !isShipped)
        .map(({ className }) => ({ label: className, project, plugin: className })),
    );
    const placeHolder = 'Plugin to reload';
    if (items.length === 0) this.#dependencies.report(failures.noSuchPlugin(placeHolder));
    if (items.length < 2) return items;
    const picked = await vscode.window.showQuickPick(items, { placeHolder });
    return picked ? [picked] : [];
  }
}

/** The plugin that a row of the plugins view is of. */
function pluginOfRow(id: string): NamedPlugin | undefined {
  const [project, , plugin] = partsOfId(id);
  return project !== undefined && plugin !== undefined ? { project, plugin } : undefined;
}

/** Saves a document that was edited; whether that reloads its plugins. */
async function savedJustNow(uri: vscode.Uri): Promise<boolean> {
  const document = vscode.workspace.textDocuments.find(
    (each) => each.uri.toString() === uri.toString(),
  );
  if (!document?.isDirty || !(await document.save())) return false;
  return readSetting(vscode.workspace, 'ockle.reload.onSave', uri);
}
