import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Diagnostic, ProtocolConnection } from 'vscode-languageserver/node';
import {
  createProtocolConnection,
  PublishDiagnosticsNotification,
  StreamMessageReader,
  StreamMessageWriter,
} from 'vscode-languageserver/node';
import { distFolder } from './dist.ts';

/** An editor of any kind at the other end of a language server that runs as a process of its own. */
export class LanguageClient {
  readonly connection: ProtocolConnection;
  readonly #child: ChildProcess;
  readonly #folder: string;
  readonly #diagnostics = new Map<string, readonly Diagnostic[]>();
  readonly #watchers = new Set<() => void>();
  #version = 1;

  /** Starts the server for a folder, by its path; `server` is the server's own file. */
  constructor(folder: string, server = join(distFolder(), 'languageServer.cjs')) {
    this.#folder = folder;
    this.#child = spawn(process.execPath, [server, '--stdio'], {
      cwd: folder,
      stdio: ['pipe', 'pipe', 'inherit'],
    });
    const { stdin, stdout } = this.#child;
    if (!stdin || !stdout) throw new Error('The server has no streams.');
    this.connection = createProtocolConnection(
      new StreamMessageReader(stdout),
      new StreamMessageWriter(stdin),
    );
    this.connection.onNotification(PublishDiagnosticsNotification.type, (params) => {
      this.#diagnostics.set(decodeURIComponent(params.uri), params.diagnostics);
      for (const watcher of this.#watchers) watcher();
    });
    this.connection.listen();
  }

  /** Says hello as an editor with these abilities; answers what the server can do. */
  async begin(capabilities: object = {}): Promise<Readonly<Record<string, unknown>>> {
    const uri = pathToFileURL(this.#folder).href;
    const answer = await this.connection.sendRequest<{
      readonly capabilities: Readonly<Record<string, unknown>>;
    }>('initialize', {
      processId: process.pid,
      rootUri: uri,
      workspaceFolders: [{ uri, name: 'rack' }],
      capabilities,
    });
    await this.connection.sendNotification('initialized', {});
    return answer.capabilities;
  }

  uriOf(path: string): string {
    return pathToFileURL(join(this.#folder, path)).href;
  }

  async open(path: string, text: string, languageId = 'dosini'): Promise<void> {
    const textDocument = { uri: this.uriOf(path), languageId, version: this.#version, text };
    await this.connection.sendNotification('textDocument/didOpen', { textDocument });
  }

  /** Types over the whole text. */
  async change(path: string, text: string): Promise<void> {
    this.#version++;
    await this.connection.sendNotification('textDocument/didChange', {
      textDocument: { uri: this.uriOf(path), version: this.#version },
      contentChanges: [{ text }],
    });
  }

  async close(path: string): Promise<void> {
    const textDocument = { uri: this.uriOf(path) };
    await this.connection.sendNotification('textDocument/didClose', { textDocument });
  }

  /** Tells of files that were created, changed or deleted on disk. */
  async changedOnDisk(...paths: readonly string[]): Promise<void> {
    const changes = paths.map((path) => ({ uri: this.uriOf(path), type: 2 }));
    await this.connection.sendNotification('workspace/didChangeWatchedFiles', { changes });
  }

  /** Asks about a place of an open document. */
  ask<Answer>(method: string, path: string, more: object = {}): Promise<Answer> {
    const textDocument = { uri: this.uriOf(path) };
    return this.connection.sendRequest<Answer>(`textDocument/${method}`, { textDocument, ...more });
  }

  /** Waits until the codes that are shown of a file are exactly these. */
  async untilCodes(path: string, ...codes: readonly string[]): Promise<readonly Diagnostic[]> {
    const key = decodeURIComponent(this.uriOf(path));
    const wanted = codes.join();
    for (;;) {
      const found = this.#diagnostics.get(key);
      if (found && found.map(({ code }) => String(code)).join() === wanted) return found;
      await new Promise<void>((resolve) => {
        const watcher = (): void => {
          this.#watchers.delete(watcher);
          resolve();
        };
        this.#watchers.add(watcher);
      });
    }
  }

  /** Says goodbye; answers how the server ended. */
  async end(): Promise<number | null> {
    const ended = once(this.#child, 'exit');
    await this.connection.sendRequest('shutdown');
    await this.connection.sendNotification('exit');
    const [code] = (await ended) as [number | null];
    this.connection.dispose();
    return code;
  }

  /** Ends the server by force if it still runs. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }
}
