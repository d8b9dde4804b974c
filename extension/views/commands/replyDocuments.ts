import * as vscode from 'vscode';
import type { JsonObject, JsonValue } from '../../../runtime/protocol/index.ts';
import { readNested } from '../../support/nestedJson.ts';

const scheme = 'ockle-reply';
/** Replies whose editors may still be open. */
const mostKept = 20;

/** Shows replies of commands as JSON that cannot be edited; what is JSON in a text is unfolded. */
export class ReplyDocuments implements vscode.TextDocumentContentProvider {
  readonly #texts = new Map<string, string>();
  readonly #registration = vscode.workspace.registerTextDocumentContentProvider(scheme, this);
  #count = 0;

  provideTextDocumentContent(uri: vscode.Uri): string {
    return this.#texts.get(uri.toString()) ?? '';
  }

  async show(command: string, reply: JsonObject): Promise<void> {
    this.#count += 1;
    const path = `/${command}.json`;
    const uri = vscode.Uri.from({ scheme, path, query: String(this.#count) });
    this.#texts.set(uri.toString(), `${JSON.stringify(reply, toRead, 2)}\n`);
    const [oldest] = this.#texts.keys();
    if (this.#texts.size > mostKept && oldest !== undefined) this.#texts.delete(oldest);
    const document = await vscode.workspace.openTextDocument(uri);
    await vscode.languages.setTextDocumentLanguage(document, 'json');
    await vscode.window.showTextDocument(document, { preview: true });
  }

  dispose(): void {
    this.#registration.dispose();
    this.#texts.clear();
  }
}

function toRead(_key: string, value: JsonValue): JsonValue {
  return readNested(value);
}
