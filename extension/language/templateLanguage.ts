import { setImmediate } from 'node:timers/promises';
import type * as vscode from 'vscode';
import { logTextOf } from '../support/failures.ts';
import type { ProjectFolders } from '../views/projectFolders.ts';
import type { TemplateLanguage } from './templateClient.ts';

/**
 * Starts the language support of templates once the activation under way is over: its client is half of
 * the extension's code, and in a bundle of its own.
 */
export function startTemplateLanguageSoon(
  context: Pick<vscode.ExtensionContext, 'extensionPath'>,
  folders: Pick<ProjectFolders, 'onDidFindFiles'>,
  log: vscode.LogOutputChannel,
): TemplateLanguage {
  const starting = start(context, folders, log).catch((error: unknown) => {
    log.error(`The language support of templates could not be loaded. ${logTextOf(error)}`);
    return undefined;
  });
  return {
    started: starting.then((language) => language?.started),
    dispose: async () => (await starting)?.dispose(),
  };
}

async function start(
  context: Pick<vscode.ExtensionContext, 'extensionPath'>,
  folders: Pick<ProjectFolders, 'onDidFindFiles'>,
  log: vscode.LogOutputChannel,
): Promise<TemplateLanguage> {
  await setImmediate();
  const { startTemplateLanguage } = await import('./templateClient.ts');
  return startTemplateLanguage(context, folders.onDidFindFiles, log);
}
