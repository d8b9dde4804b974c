import * as vscode from 'vscode';
import type { OckleDebugSession } from './ockleDebugSession.ts';

/** Presents a session to VS Code inside the extension host; dropping it ends the session's run. */
export class InlineAdapter extends vscode.Disposable implements vscode.DebugAdapter {
  readonly onDidSendMessage: vscode.Event<vscode.DebugProtocolMessage>;
  readonly #session: OckleDebugSession;

  /** `onDidDispose` hears that VS Code dropped it. */
  constructor(session: OckleDebugSession, onDidDispose: () => void) {
    const messages = new vscode.EventEmitter<vscode.DebugProtocolMessage>();
    super(() => {
      session.release();
      onDidDispose();
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
