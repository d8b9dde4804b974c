import * as vscode from 'vscode';
import { contributions } from '../../contributions.ts';

/** Ends the run of the user's session and starts the same again, with a clock that can be moved. */
export async function restartWithHeldTime(): Promise<void> {
  const session = ockleSession(vscode.debug.activeDebugSession);
  if (!session) {
    void vscode.window.showInformationMessage(
      'No debug session of Ockle runs. Set "time": "held" in launch.json, or press F5 in a plugin first.',
    );
    return;
  }
  const { workspaceFolder, configuration } = session;
  const ended = new Promise<void>((resolve) => {
    const listening = vscode.debug.onDidTerminateDebugSession((gone) => {
      if (gone.id !== session.id) return;
      listening.dispose();
      resolve();
    });
  });
  await vscode.debug.stopDebugging(session);
  await ended;
  await vscode.debug.startDebugging(
    workspaceFolder,
    { ...configuration, time: 'held' },
    { noDebug: configuration['noDebug'] === true },
  );
}

/** The parent session of ours that a session belongs to. */
function ockleSession(session: vscode.DebugSession | undefined): vscode.DebugSession | undefined {
  for (let at = session; at; at = at.parentSession)
    if (at.type === contributions.debugTypes.ockle) return at;
  return undefined;
}
