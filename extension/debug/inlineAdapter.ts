import * as vscode from 'vscode';
import type { OckleDebugSession } from './ockleDebugSession.ts';

/** Presents a session to VS Code inside the extension host; dropping it ends the session's run. */
export class InlineAdapter extends vscode.Disposable implements vscode.DebugAdapter {
  readonly onDidSendMessage: vscode.Event<vscode.DebugProtocolMessage>;
  readonly #session: OckleDebugSession;

  constructor(session: OckleDebugSession) {
    const messages = new vscode.EventEmitter<vscode.DebugProtocolMessage>();
    super(() => {
      session.release();
      messages.dispose();
    });
    this.onDidSendMessage = messages.event;
    this.#session = session;
    session.onDidSendMessage((message) => messages.fire(message));
  }

  handleMessage(message: Parameters<OckleDebugSession['handleMessage']>[0]): void {
    this.#session.handleMessage(message);
  }
}
