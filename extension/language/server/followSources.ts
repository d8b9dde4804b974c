import type { RemoteClient } from 'vscode-languageserver/node';
import {
  CodeLensRequest,
  DidChangeTextDocumentNotification,
  DidCloseTextDocumentNotification,
  DidOpenTextDocumentNotification,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node';

const documentSelector = [{ pattern: '**/src/**/*.{ts,py}' }];

/** Has the editor tell of the code of plugins, too, and ask for lenses above their classes. */
export async function followSources(client: RemoteClient): Promise<void> {
  const syncKind = TextDocumentSyncKind.Incremental;
  await client.register(DidOpenTextDocumentNotification.type, { documentSelector });
  await client.register(DidChangeTextDocumentNotification.type, { documentSelector, syncKind });
  await client.register(DidCloseTextDocumentNotification.type, { documentSelector });
  await client.register(CodeLensRequest.type, { documentSelector });
}
