import { join } from 'node:path';
import * as vscode from 'vscode';
import { registerScaffoldCommands } from './commands/register.ts';
import { contributions, readSetting, registerCommand } from './contributions.ts';
import { Daemons } from './daemon/daemons.ts';
import { startDaemon } from './daemon/startDaemon.ts';
import { registerDebugging } from './debug/registerDebugging.ts';
import { failures, messageOf, type Failure } from './support/failures.ts';
import { showFailure } from './support/showFailure.ts';
import { registerServerTree } from './views/registerServerTree.ts';

let ending: (() => Promise<void>) | undefined;

/** Constructs the parts and connects them. */
export function activate(context: vscode.ExtensionContext): void {
  const log = vscode.window.createOutputChannel('Ockle', { log: true });
  context.subscriptions.push(log);
  try {
    compose(context, log);
  } catch (error) {
    const failure = failures.activationFailed(error);
    log.error(failure);
    void vscode.window.showErrorMessage(failure.message);
    throw failure;
  }
}

/** Ends what still runs. */
export async function deactivate(): Promise<void> {
  await ending?.();
}

function compose(context: vscode.ExtensionContext, log: vscode.LogOutputChannel): void {
  const dist = join(context.extensionPath, 'dist');
  const reportError = (error: unknown): void => log.error(messageOf(error));
  const report = (failure: Failure): void => {
    log.error(`${failure.code}: ${failure.message}`);
    showFailure(failure.message);
  };
  const daemons = createDaemons(dist, log);
  ending = () => daemons.dispose();
  context.subscriptions.push(
    registerCommand(vscode.commands, contributions.commands.showLog, () => log.show()),
    registerServerTree({ daemons, report, reportError }),
    registerScaffoldCommands({ extensionPath: context.extensionPath, report, reportError }),
    registerDebugging({ daemons, report, log, dist }),
  );
}

function createDaemons(dist: string, log: vscode.LogOutputChannel): Daemons {
  const start = (project: string): ReturnType<typeof startDaemon> => {
    if (!vscode.workspace.isTrusted) throw failures.workspaceNotTrusted();
    const python = readSetting(vscode.workspace, 'ockle.python.path', vscode.Uri.file(project));
    const entry = join(dist, 'daemon.mjs');
    return startDaemon({ execPath: process.execPath, entry, project, python }, log);
  };
  return new Daemons(start, (error) => log.error(messageOf(error)));
}
