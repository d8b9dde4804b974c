import { setImmediate } from 'node:timers/promises';
import type {
  Connection,
  Diagnostic,
  InitializeParams,
  InitializeResult,
} from 'vscode-languageserver/node';
import {
  CodeLensRefreshRequest,
  DidChangeConfigurationNotification,
  DidChangeWatchedFilesNotification,
  InlayHintRefreshRequest,
  TextDocuments,
} from 'vscode-languageserver/node';
import type { TemplateService } from '../../../runtime/template/index.ts';
import { capabilities } from './capabilities.ts';
import type { Delay } from './delayedChecks.ts';
import { DelayedChecks } from './delayedChecks.ts';
import { Delivery } from './delivery.ts';
import { diskFiles } from './diskFiles.ts';
import { editorRequests } from './editorRequests.ts';
import { readSession, unknownEditor } from './editorSession.ts';
import { serveFeatures } from './features/serveFeatures.ts';
import { serveLinks } from './features/serveReading.ts';
import { TokenFeature } from './features/serveTokens.ts';
import type { FileSource } from './fileSource.ts';
import { editorFiles, watchedPatterns } from './fileSource.ts';
import type { OpenDocument } from './openDocument.ts';
import { openDocuments } from './openDocument.ts';
import { OpenTemplates } from './openTemplates.ts';
import { followSources } from './followSources.ts';
import { Projects } from './projects.ts';
import { failureText } from './runSafe.ts';
import { SettingsCache } from './settings.ts';
import { TemplateChecks } from './templateChecks.ts';
import { keyOf, uriOf } from './uris.ts';
import { WorkspaceFiles } from './workspaceFiles.ts';

/** What `TemplateServer` works with. */
export interface TemplateServerParts {
  readonly connection: Connection;
  readonly service: TemplateService;
  readonly delay: Delay;
  /** Where the server's own file lies. */
  readonly folder: string;
  /** The templates of the plugins that ship with Ockle, by class name. */
  readonly shipped: ReadonlyMap<string, string>;
}

/** Serves templates over a connection: what the files of a workspace say, whether open or not. */
export class TemplateServer {
  readonly #connection: Connection;
  readonly #folder: string;
  readonly #documents = new TextDocuments(openDocuments);
  /** Keys of open documents, with their URIs as the editor spells them. */
  readonly #openUris = new Map<string, string>();
  readonly #projects: Projects;
  readonly #settings: SettingsCache;
  readonly #files: WorkspaceFiles;
  readonly #delivery: Delivery;
  readonly #edits: DelayedChecks;
  readonly #diskChanges: DelayedChecks;
  readonly #tokens: TokenFeature;
  /** Files that changed on disk and are read once it is quiet. */
  #changedOnDisk: string[] = [];
  #session = unknownEditor;

  constructor({ connection, service, delay, folder, shipped }: TemplateServerParts) {
    this.#connection = connection;
    this.#folder = folder;
    this.#projects = new Projects(shipped);
    this.#settings = new SettingsCache(connection);
    this.#edits = new DelayedChecks(delay, (uri) => this.#takeEdit(uri));
    this.#diskChanges = new DelayedChecks(delay, () => this.#readChanged());
    this.#files = new WorkspaceFiles({
      projects: this.#projects,
      sourceOf: (uri) => this.#sourceOf(uri),
      onDidChange: (keys) => this.#delivery.request(keys),
    });
    this.#delivery = this.#createDelivery(service);
    const templates = new OpenTemplates({
      service,
      documents: this.#documents,
      projects: this.#projects,
      settings: this.#settings,
      editor: () => this.#session,
      encodingOf: (uri) => this.#files.encodingOf(uri),
      report: (message) => this.#report(message),
    });
    serveFeatures(connection, templates);
    serveLinks(connection, templates, (uri) => this.#sourceOf(uri).exists(uri));
    this.#tokens = new TokenFeature(connection, templates);
  }

  /** Starts to answer; returns at once. */
  listen(): void {
    const connection = this.#connection;
    connection.onInitialize((params) => this.#begin(params));
    connection.onInitialized(() => this.#safely('read the workspace', this.#readWorkspace()));
    connection.onDidChangeConfiguration(({ settings }) => {
      this.#settings.changed(settings);
      this.#checkAll();
    });
    connection.onDidChangeWatchedFiles(({ changes }) => {
      this.#changedOnDisk.push(...changes.map(({ uri }) => uri));
      this.#diskChanges.soon('');
    });
    connection.onNotification(editorRequests.trustGranted, () => {
      this.#session = { ...this.#session, isTrusted: true };
      this.#refresh();
    });
    connection.onShutdown(() => {
      this.#edits.cancelAll();
      this.#diskChanges.cancelAll();
    });
    this.#listenToDocuments();
    connection.listen();
  }

  #listenToDocuments(): void {
    this.#documents.onDidOpen(({ document: { uri } }) => {
      this.#openUris.set(keyOf(uri), uri);
      this.#edits.now(uri);
    });
    this.#documents.onDidChangeContent(({ document }) => {
      if (document.version > 1) this.#edits.soon(document.uri);
    });
    this.#documents.onDidSave(({ document }) => this.#edits.now(document.uri));
    this.#documents.onDidClose(({ document: { uri } }) => {
      this.#edits.cancel(uri);
      this.#openUris.delete(keyOf(uri));
      this.#delivery.clear(uri);
      this.#tokens.forget(uri);
      this.#safely(`read ${uri}`, this.#files.closed(uri));
    });
    this.#documents.listen(this.#connection);
  }

  #begin(params: InitializeParams): InitializeResult {
    const session = readSession(params, this.#folder);
    this.#session = session;
    this.#settings.begin(session.canAskSettings, session.settings);
    return { capabilities, serverInfo: { name: 'ockle' } };
  }

  async #readWorkspace(): Promise<void> {
    const { client, workspace } = this.#connection;
    if (this.#session.canWatchFiles) {
      const watchers = watchedPatterns.map((globPattern) => ({ globPattern }));
      await client.register(DidChangeWatchedFilesNotification.type, { watchers });
    }
    if (this.#session.canFollowSettings) {
      await client.register(DidChangeConfigurationNotification.type, { section: 'ockle' });
    }
    if (this.#session.canFollowSources) await followSources(client);
    if (this.#session.canFollowFolders) {
      workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        for (const { uri } of removed) this.#files.removeFolder(uri);
        for (const { uri } of added) this.#safely(`read ${uri}`, this.#files.addFolder(uri));
      });
    }
    for (const folder of this.#session.folders) await this.#files.addFolder(folder);
  }

  #createDelivery(service: TemplateService): Delivery {
    const checks = new TemplateChecks({
      service,
      projects: this.#projects,
      settings: this.#settings,
      isReading: () => this.#files.isReading,
      openOf: (key) => this.#openOf(key),
      encodingOf: (key) => this.#files.encodingOf(key),
      documentation: (code) => this.#session.documentation?.replace('{code}', code),
    });
    return new Delivery({
      check: (key) => checks.check(key),
      send: (key, diagnostics) => this.#publish(key, diagnostics),
      isOpen: (key) => this.#openUris.has(key),
      pause: () => setImmediate(),
      report: (message) => this.#report(message),
    });
  }

  #takeEdit(uri: string): void {
    const document = this.#documents.get(uri);
    if (!document) return;
    this.#files.edited(uri, document.model);
    this.#delivery.request([uri]);
  }

  #readChanged(): void {
    const changed = this.#changedOnDisk;
    this.#changedOnDisk = [];
    this.#safely('read what changed on disk', this.#files.reload(changed));
  }

  #checkAll(): void {
    this.#delivery.request(this.#openUris.keys());
    for (const folder of this.#session.folders) {
      this.#delivery.request(this.#projects.below(folder));
    }
    this.#refresh();
  }

  /** Has the editor ask again for what depends on settings and trust. */
  #refresh(): void {
    const { lenses, hints } = this.#session.canRefresh;
    const ask = (what: string, type: typeof CodeLensRefreshRequest.type): void =>
      this.#safely(`refresh ${what}`, this.#connection.sendRequest(type));
    if (lenses) ask('lenses', CodeLensRefreshRequest.type);
    if (hints) ask('hints', InlayHintRefreshRequest.type);
  }

  #openOf(key: string): OpenDocument | undefined {
    const uri = this.#openUris.get(key);
    return uri === undefined ? undefined : this.#documents.get(uri);
  }

  /** The version lets the editor drop an answer that is older than its text. */
  #publish(key: string, diagnostics: readonly Diagnostic[]): void {
    const open = this.#openOf(key);
    const uri = open?.uri ?? uriOf(key);
    const sent = this.#connection.sendDiagnostics({
      uri,
      diagnostics: [...diagnostics],
      ...(open && { version: open.version }),
    });
    this.#safely('send diagnostics', sent);
  }

  #sourceOf(uri: string): FileSource {
    const isOnDisk = uri.startsWith('file:');
    return this.#session.readsFiles && !isOnDisk ? editorFiles(this.#connection) : diskFiles;
  }

  #safely(what: string, work: Promise<unknown>): void {
    work.catch((error: unknown) => this.#report(failureText(what, error)));
  }

  #report(message: string): void {
    this.#connection.console.error(message);
  }
}
