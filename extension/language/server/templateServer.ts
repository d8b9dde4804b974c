import type {
  CodeAction,
  CodeActionParams,
  CompletionItem,
  CompletionParams,
  Connection,
  InitializeResult,
} from 'vscode-languageserver/node';
import { CodeActionKind, TextDocuments, TextDocumentSyncKind } from 'vscode-languageserver/node';
import { TextDocument } from 'vscode-languageserver-textdocument';
import type { TemplateService } from '../../../runtime/template/index.ts';
import type { Delay } from './delayedChecks.ts';
import { DelayedChecks } from './delayedChecks.ts';
import { runSafe } from './runSafe.ts';
import { isTouching, toCompletionItem, toDiagnostic, toQuickFixes } from './toProtocol.ts';

/** Serves templates over a connection: diagnostics while typing, their quick fixes, and completion. */
export class TemplateServer {
  readonly #connection: Connection;
  readonly #service: TemplateService;
  readonly #documents = new TextDocuments(TextDocument);
  readonly #checks: DelayedChecks;

  constructor(connection: Connection, service: TemplateService, delay: Delay) {
    this.#connection = connection;
    this.#service = service;
    this.#checks = new DelayedChecks(delay, (uri) => this.#check(uri));
  }

  /** Starts to answer; returns at once. */
  listen(): void {
    const connection = this.#connection;
    connection.onInitialize(() => capabilities);
    connection.onCompletion((params) => this.#complete(params));
    connection.onCodeAction((params) => this.#mend(params));
    connection.onShutdown(() => this.#checks.cancelAll());
    this.#documents.onDidOpen(({ document }) => this.#checks.now(document.uri));
    this.#documents.onDidChangeContent(({ document }) => {
      if (document.version > 1) this.#checks.soon(document.uri);
    });
    this.#documents.onDidSave(({ document }) => this.#checks.now(document.uri));
    this.#documents.onDidClose(({ document }) => this.#forget(document.uri));
    this.#documents.listen(connection);
    connection.listen();
  }

  #complete({ textDocument, position }: CompletionParams): CompletionItem[] {
    const document = this.#documents.get(textDocument.uri);
    if (!document) return [];
    return this.#safely([], `complete in ${document.uri}`, () =>
      this.#service.complete(toTemplate(document), position).map(toCompletionItem),
    );
  }

  /** From the text as it is now: what the editor shows may be a moment older. */
  #mend({ textDocument, range, context }: CodeActionParams): CodeAction[] {
    const document = this.#documents.get(textDocument.uri);
    if (!document || context.only?.includes(CodeActionKind.QuickFix) === false) return [];
    return this.#safely([], `mend ${document.uri}`, () =>
      this.#service
        .validate(toTemplate(document))
        .filter((found) => isTouching(found.range, range))
        .flatMap((found) => toQuickFixes(found, document.uri)),
    );
  }

  /** The version lets the editor drop an answer that is older than its text. */
  #check(uri: string): void {
    const document = this.#documents.get(uri);
    if (!document) return;
    const diagnostics = this.#safely([], `check ${uri}`, () =>
      this.#service.validate(toTemplate(document)).map((found) => toDiagnostic(found, uri)),
    );
    this.#send(this.#connection.sendDiagnostics({ uri, version: document.version, diagnostics }));
  }

  #forget(uri: string): void {
    this.#checks.cancel(uri);
    this.#send(this.#connection.sendDiagnostics({ uri, diagnostics: [] }));
  }

  #send(sent: Promise<void>): void {
    sent.catch((error: unknown) =>
      this.#report(`Ockle could not send diagnostics: ${String(error)}`),
    );
  }

  #safely<Answer>(fallback: Answer, what: string, run: () => Answer): Answer {
    return runSafe(fallback, run, what, (message) => this.#report(message));
  }

  #report(message: string): void {
    this.#connection.console.error(message);
  }
}

const capabilities: InitializeResult = {
  capabilities: {
    textDocumentSync: {
      openClose: true,
      change: TextDocumentSyncKind.Incremental,
      save: { includeText: false },
    },
    codeActionProvider: { codeActionKinds: [CodeActionKind.QuickFix] },
    completionProvider: { triggerCharacters: ['[', '"', '=', ',', '.'] },
  },
  serverInfo: { name: 'ockle' },
};

function toTemplate(document: TextDocument): { readonly text: string; readonly file: string } {
  return { text: document.getText(), file: fileOf(document.uri) };
}

/** The path of a URI of any scheme; only its last folders matter to a template. */
function fileOf(uri: string): string {
  const path = uri.split(/[?#]/, 1)[0] ?? '';
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
