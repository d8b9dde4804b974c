import { join } from 'node:path';
import * as vscode from 'vscode';
import type { FileEvent, LanguageClientOptions, ServerOptions } from 'vscode-languageclient/node';
import {
  DidChangeWatchedFilesNotification,
  FileChangeType,
  LanguageClient,
  RevealOutputChannelOn,
  SetTraceNotification,
  TransportKind,
} from 'vscode-languageclient/node';
import { contributions } from '../contributions.ts';
import { messageOf } from '../support/failures.ts';
import { fileExists, findFiles, readFile } from './editorFiles.ts';
import { documentationUri } from './explainCode.ts';
import type { EditorOptions } from './server/editorRequests.ts';
import { editorRequests } from './server/editorRequests.ts';

/** The running language support of templates. */
export interface TemplateLanguage {
  /** Settles when the server answers, also if it failed to start; the log has the reason. */
  readonly started: Promise<void>;
  /** Ends the server's process. */
  dispose(): Promise<void>;
}

/** Starts the language server of templates in a process of its own, on VS Code's own Node. */
export function startTemplateLanguage(
  context: Pick<vscode.ExtensionContext, 'extensionPath'>,
  onDidFindFiles: vscode.Event<readonly vscode.Uri[]>,
  log: vscode.LogOutputChannel,
): TemplateLanguage {
  const module = join(context.extensionPath, 'dist', 'languageServer.cjs');
  const server: ServerOptions = { module, transport: TransportKind.ipc };
  const { template, config } = contributions.languages;
  const options: LanguageClientOptions = {
    documentSelector: [{ language: template }, { language: config }],
    outputChannel: log,
    revealOutputChannelOn: RevealOutputChannelOn.Never,
    initializationOptions: (): EditorOptions => ({
      isTrusted: vscode.workspace.isTrusted,
      readsFiles: true,
      documentation: documentationUri,
    }),
  };
  const client = new LanguageClient('ockle.templates', 'Ockle Templates', server, options);
  client.onRequest(editorRequests.findFiles, findFiles);
  client.onRequest(editorRequests.readFile, readFile);
  client.onRequest(editorRequests.fileExists, fileExists);
  const started = startInStep(client).catch((error: unknown) => {
    log.error(`The language server for templates did not start: ${messageOf(error)}`);
  });
  const listening = tellOfChanges(client, onDidFindFiles, log);
  return {
    started,
    async dispose() {
      listening.dispose();
      await started;
      if (client.needsStop()) await client.dispose();
    },
  };
}

/**
 * The client keeps documents without a tab back until it sends anything. Were that a change of such a
 * document, the server would get the changed text and then the change again; so something else is sent.
 */
async function startInStep(client: LanguageClient): Promise<void> {
  await client.start();
  await client.sendNotification(SetTraceNotification.type, { value: 'off' });
}

/** Tells the server what its own watching does not: the trust, and files in new folders. */
function tellOfChanges(
  client: LanguageClient,
  onDidFindFiles: vscode.Event<readonly vscode.Uri[]>,
  log: vscode.LogOutputChannel,
): vscode.Disposable {
  const tell = (what: string, telling: Promise<void>): void => {
    telling.catch((error: unknown) => {
      log.error(`The language server was not told of ${what}: ${messageOf(error)}`);
    });
  };
  return vscode.Disposable.from(
    vscode.workspace.onDidGrantWorkspaceTrust(() =>
      tell('the trust', client.sendNotification(editorRequests.trustGranted)),
    ),
    onDidFindFiles((files) => {
      const changes = files.map((uri): FileEvent => ({
        uri: uri.toString(),
        type: FileChangeType.Created,
      }));
      const { type } = DidChangeWatchedFilesNotification;
      tell('new files', client.sendNotification(type, { changes }));
    }),
  );
}
