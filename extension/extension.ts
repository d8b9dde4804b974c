import { join } from 'node:path';
import * as vscode from 'vscode';
import { registerScaffoldCommands } from './commands/register.ts';
import { ShippedFiles } from './commands/shippedFiles.ts';
import { registerConsole } from './console/registerConsole.ts';
import { contributions, readSetting, registerCommand } from './contributions.ts';
import { Daemons, type DaemonStart } from './daemon/daemons.ts';
import { startDaemon } from './daemon/startDaemon.ts';
import { registerDebugging } from './debug/registerDebugging.ts';
import { registerDoctor } from './doctor/registerDoctor.ts';
import { startTemplateLanguageSoon } from './language/templateLanguage.ts';
import { registerReload } from './reload/registerReload.ts';
import { failures, logTextOf, type Failure } from './support/failures.ts';
import { showFailure } from './support/showFailure.ts';
import { findProjects } from './views/projectFolders.ts';
import { registerCommands } from './views/commands/registerCommands.ts';
import { registerPlugins } from './views/plugins/registerPlugins.ts';
import { registerServerTree } from './views/serverTree/registerServerTree.ts';

let ending: (() => Promise<void>) | undefined;

/** What the extension shows to others: its tests, and extensions that ask for it. */
export interface ExtensionApi {
  /** The rows of the server tree, as VS Code draws them. */
  readonly serverTree: vscode.TreeDataProvider<string>;
  /** The rows of the plugins view. */
  readonly plugins: vscode.TreeDataProvider<string>;
  /** The rows of the commands view. */
  readonly commands: vscode.TreeDataProvider<string>;
}

/** Constructs the parts and connects them. */
export function activate(context: vscode.ExtensionContext): ExtensionApi {
  const log = vscode.window.createOutputChannel('Ockle', { log: true });
  const { showLog } = contributions.commands;
  context.subscriptions.push(
    log,
    registerCommand(vscode.commands, showLog, () => log.show()),
  );
  try {
    return compose(context, log);
  } catch (error) {
    const failure = failures.activationFailed(error);
    log.error(logTextOf(error));
    showFailure(failure);
    throw failure;
  }
}

/** Ends what still runs. */
export async function deactivate(): Promise<void> {
  await ending?.();
}

function compose(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): ExtensionApi {
  const { extensionPath, extensionUri, workspaceState: memory } = context;
  const dist = join(extensionPath, 'dist');
  const reportError = (error: unknown): void => log.error(logTextOf(error));
  const report = reportTo(log);
  const tell = { report, reportError };
  const daemons = createDaemons(dist, log);
  const serverTree = registerServerTree({ daemons, memory, extensionUri, ...tell });
  const { folders } = serverTree;
  const language = startTemplateLanguageSoon(context, folders, log);
  ending = async () => {
    await Promise.all([daemons.dispose(), language.dispose()]);
  };
  const plugins = registerPlugins({ daemons, folders, dist, ...tell });
  const commands = registerCommands({ daemons, memory, ...tell });
  const debugging = registerDebugging({ daemons, report, log, dist });
  context.subscriptions.push(
    serverTree,
    plugins,
    commands,
    registerConsole({ daemons, folders, report }),
    registerScaffoldCommands({ extensionPath, folders, ...tell }),
    debugging,
    registerReload({ daemons, folders, control: debugging.control, ...tell }),
    registerDoctor({
      daemons,
      dist,
      types: () => new ShippedFiles(extensionPath).types(),
      projects: findProjects,
      report,
      log,
    }),
  );
  return { serverTree: serverTree.rows, plugins: plugins.rows, commands: commands.rows };
}

/** Whatever the user is told stands in the log too. */
function reportTo(log: vscode.LogOutputChannel): (failure: Failure) => void {
  return (failure) => {
    log.error(logTextOf(failure));
    showFailure(failure);
  };
}

function createDaemons(dist: string, log: vscode.LogOutputChannel): Daemons {
  const start = (project: string, choices: DaemonStart): ReturnType<typeof startDaemon> => {
    if (!vscode.workspace.isTrusted) throw failures.workspaceNotTrusted();
    const python = readSetting(vscode.workspace, 'ockle.python.path', vscode.Uri.file(project));
    const entry = join(dist, 'daemon.mjs');
    return startDaemon({ execPath: process.execPath, entry, project, python, choices }, log);
  };
  return new Daemons(start, (error) => log.error(logTextOf(error)));
}
