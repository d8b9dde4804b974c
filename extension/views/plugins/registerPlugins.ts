import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as vscode from 'vscode';
import { KeepOnDisk } from '../../commands/keepOnDisk.ts';
import { vscodeQuickInput } from '../../commands/vscodeQuickInput.ts';
import { contributions } from '../../contributions.ts';
import type { Daemons } from '../../daemon/daemons.ts';
import { DisposableStore, type Releasable } from '../../support/disposableStore.ts';
import type { Failure } from '../../support/failures.ts';
import { OutlineProvider } from '../outline/outlineProvider.ts';
import type { ProjectFolders } from '../projectFolders.ts';
import { registerPluginCommands } from './pluginCommands.ts';
import { pluginsMessage } from './pluginText.ts';
import { PluginsSource } from './pluginsSource.ts';
import { PluginStops } from './pluginStops.ts';

/** How long the status bar shows what was written. */
const saidForMs = 10_000;

/** What the view needs of the rest of the extension. */
export interface PluginsDependencies {
  readonly daemons: Pick<Daemons, 'all' | 'forProject' | 'onDidChange'>;
  readonly folders: Pick<ProjectFolders, 'all' | 'onDidChange' | 'onDidFindFiles'>;
  /** Folder of the product's bundles. */
  readonly dist: string;
  /** Tells the user. */
  readonly report: (failure: Failure) => void;
  /** Writes to the log. */
  readonly reportError: (error: unknown) => void;
}

/** The registered view; `rows` is what VS Code draws, by ids that its commands take. */
export interface RegisteredOutline extends Releasable {
  readonly rows: vscode.TreeDataProvider<string>;
}

/** The Ockle Plugins in Run and Debug, and what can be done with each. */
export function registerPlugins(dependencies: PluginsDependencies): RegisteredOutline {
  const { dist, report, reportError } = dependencies;
  const store = new DisposableStore();
  const stops = store.add(new PluginStops(reportError));
  let templates: Promise<ReadonlyMap<string, string>> | undefined;
  const shippedTemplates = (): Promise<ReadonlyMap<string, string>> =>
    (templates ??= readTemplates(join(dist, 'plugins')));
  const source = store.add(new PluginsSource({ ...dependencies, stops, shippedTemplates }));
  const rows = store.add(new OutlineProvider(source));
  const view = store.add(
    vscode.window.createTreeView(contributions.views.plugins, {
      treeDataProvider: rows,
      showCollapseAll: true,
    }),
  );
  store.add(view.onDidChangeVisibility(({ visible }) => source.setVisible(visible)));
  source.setVisible(view.visible);
  store.add(
    source.onDidChange(() => {
      const message = pluginsMessage(source.entries);
      if (view.message !== message) view.message = message;
    }),
  );
  store.add(
    registerPluginCommands({
      source,
      stops,
      report,
      quickInput: vscodeQuickInput(),
      keeper: store.add(new KeepOnDisk(reportError)),
      say: (message) => vscode.window.setStatusBarMessage(`$(check) ${message}`, saidForMs),
    }),
  );
  return { rows, dispose: () => store.dispose() };
}

/** The templates that ship with Ockle, by class name. */
async function readTemplates(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.ini'));
  const read = files.map(async (file): Promise<[string, string]> => {
    return [file.slice(0, -'.ini'.length), await readFile(join(folder, file), 'utf8')];
  });
  return new Map(await Promise.all(read));
}
