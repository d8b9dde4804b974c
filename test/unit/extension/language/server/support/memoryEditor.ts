import { PassThrough } from 'node:stream';
import type { Diagnostic, ProtocolConnection } from 'vscode-languageserver/node';
import {
  createConnection,
  createProtocolConnection,
  PublishDiagnosticsNotification,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import type { Delay } from '../../../../../../extension/language/server/delayedChecks.ts';
import type { EditorOptions } from '../../../../../../extension/language/server/editorRequests.ts';
import { editorRequests } from '../../../../../../extension/language/server/editorRequests.ts';
import { TemplateServer } from '../../../../../../extension/language/server/templateServer.ts';
import { templateService } from '../../../../../../runtime/template/index.ts';

/** Nothing is typed here, so nothing needs to be waited for. */
const atOnce: Delay = (run) => {
  const timer = setImmediate(run);
  return () => clearImmediate(timer);
};

/** The section `ockle` of the settings, by the URI it is asked for. */
type Settings = (uri: string) => unknown;

/** An editor whose files are on no disk, and the real server at its other end. */
export class MemoryEditor {
  readonly connection: ProtocolConnection;
  /** Texts by URI. */
  readonly files: Map<string, string>;
  settings: Settings = () => ({});
  readonly #diagnostics = new Map<string, readonly Diagnostic[]>();
  readonly #waiting = new Set<() => void>();

  constructor(files: Readonly<Record<string, string>>) {
    this.files = new Map(Object.entries(files));
    const [toServer, toClient] = [new PassThrough(), new PassThrough()];
    new TemplateServer({
      connection: createConnection(
        new StreamMessageReader(toServer),
        new StreamMessageWriter(toClient),
      ),
      service: templateService,
      delay: atOnce,
      folder: '/nowhere',
      shipped: new Map(),
    }).listen();
    this.connection = createProtocolConnection(
      new StreamMessageReader(toClient),
      new StreamMessageWriter(toServer),
    );
    this.#answer();
    this.connection.listen();
  }

  /** Begins with folders open, by their URIs. */
  async begin(folders: readonly string[], options: EditorOptions = {}): Promise<void> {
    await this.connection.sendRequest('initialize', {
      processId: null,
      rootUri: null,
      capabilities: { workspace: { configuration: true, workspaceFolders: true } },
      workspaceFolders: folders.map((uri) => ({ uri, name: uri })),
      initializationOptions: { readsFiles: true, ...options },
    });
    await this.connection.sendNotification('initialized', {});
  }

  /** Shows a file. */
  async open(uri: string): Promise<void> {
    const text = this.files.get(uri) ?? '';
    const textDocument = { uri, languageId: 'ockle-template', version: 1, text };
    await this.connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  /** Writes files, or takes them away, as somebody else does. */
  async put(files: Readonly<Record<string, string | undefined>>): Promise<void> {
    for (const [uri, text] of Object.entries(files)) {
      if (text === undefined) this.files.delete(uri);
      else this.files.set(uri, text);
    }
    const changes = Object.keys(files).map((uri) => ({ uri, type: 2 }));
    await this.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  }

  /** Changes settings as a user does. */
  async set(settings: Settings): Promise<void> {
    this.settings = settings;
    await this.connection.sendNotification('workspace/didChangeConfiguration', { settings: null });
  }

  /** Asks about an open document. */
  ask<Answer>(method: string, uri: string, more: object = {}): Promise<Answer> {
    const params = { textDocument: { uri }, ...more };
    return this.connection.sendRequest<Answer>(`textDocument/${method}`, params);
  }

  /** Waits until the marks of a file are these: its codes, with the severity behind a colon. */
  async untilMarks(uri: string, ...marks: readonly string[]): Promise<void> {
    const wanted = marks.join();
    for (;;) {
      const found = this.#diagnostics.get(decodeURIComponent(uri)) ?? [];
      const shown = found.map(({ code, severity }) => `${String(code)}:${severity ?? 0}`);
      if (shown.join() === wanted) return;
      await new Promise<void>((resolve) => this.#waiting.add(resolve));
    }
  }

  #answer(): void {
    const { connection } = this;
    connection.onNotification(PublishDiagnosticsNotification.type, ({ uri, diagnostics }) => {
      this.#diagnostics.set(decodeURIComponent(uri), diagnostics);
      const waiting = [...this.#waiting];
      this.#waiting.clear();
      for (const resolve of waiting) resolve();
    });
    connection.onRequest(
      'workspace/configuration',
      ({ items }: { readonly items: readonly { readonly scopeUri: string }[] }) =>
        items.map(({ scopeUri }) => this.settings(scopeUri)),
    );
    connection.onRequest(editorRequests.findFiles, (folder: string) =>
      [...this.files.keys()].filter((uri) => uri.startsWith(`${folder}/`)),
    );
    connection.onRequest(editorRequests.readFile, (uri: string) => {
      const text = this.files.get(uri);
      return text === undefined ? null : Buffer.from(text).toString('base64');
    });
    connection.onRequest(editorRequests.fileExists, (uri: string) => this.files.has(uri));
  }
}
