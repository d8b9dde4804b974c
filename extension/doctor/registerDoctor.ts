import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import { contributions, registerCommand } from '../contributions.ts';
import { DisposableStore, type Releasable } from '../support/disposableStore.ts';
import { failures, type Failure } from '../support/failures.ts';
import { runChecks } from './checks/runChecks.ts';
import type { CheckResult } from './checks/finding.ts';
import { reportText, type DoctorReport } from './doctorReport.ts';
import type { DoctorSources } from './gatherChecks.ts';
import { gatherChecks } from './gatherChecks.ts';
import { commandsOf, reportPage } from './reportPage.ts';

/** Milliseconds that each check has. */
const deadline = 25_000;

/** What the doctor's command needs. */
export interface DoctorDependencies extends DoctorSources {
  readonly report: (failure: Failure) => void;
  readonly log: Pick<vscode.LogOutputChannel, 'info'>;
}

/** Registers *Ockle: Doctor*, which answers its report, and the copying of it. */
export function registerDoctor(dependencies: DoctorDependencies): Releasable {
  const store = new DisposableStore();
  const page = store.add(new DoctorPage());
  let last: DoctorReport = { results: [] };
  const examine = async (): Promise<DoctorReport | undefined> => {
    try {
      last = await examineAll(dependencies);
    } catch (error) {
      dependencies.report(failures.doctorFailed(error));
      return undefined;
    }
    dependencies.log.info(reportText(last));
    page.show(last);
    return last;
  };
  store.add(registerCommand(vscode.commands, contributions.commands.doctor, examine));
  store.add(
    vscode.commands.registerCommand('ockle.copyDoctorReport', async () => {
      await vscode.env.clipboard.writeText(reportText(last));
      vscode.window.setStatusBarMessage('$(check) The report is in the clipboard.', 5_000);
    }),
  );
  return store;
}

async function examineAll(dependencies: DoctorDependencies): Promise<DoctorReport> {
  const options: vscode.ProgressOptions = {
    location: vscode.ProgressLocation.Notification,
    title: 'Ockle: Doctor',
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    const checks = await gatherChecks(dependencies);
    const cancelling = new AbortController();
    const listening = token.onCancellationRequested(() => cancelling.abort());
    const increment = 100 / checks.length;
    const onDone = ({ title }: CheckResult): void => progress.report({ message: title, increment });
    const { isTrusted } = vscode.workspace;
    try {
      const run = { deadline, isTrusted, signal: cancelling.signal, onDone };
      return { results: await runChecks(checks, run) };
    } finally {
      listening.dispose();
    }
  });
}

/** The tab that shows the report; there is one at the most. */
class DoctorPage implements Releasable {
  #panel: vscode.WebviewPanel | undefined;

  show(report: DoctorReport): void {
    this.#panel ??= this.#open();
    this.#panel.webview.options = { enableCommandUris: commandsOf(report), localResourceRoots: [] };
    this.#panel.webview.html = reportPage(report, randomBytes(16).toString('base64url'));
    this.#panel.reveal(undefined, true);
  }

  dispose(): void {
    this.#panel?.dispose();
  }

  #open(): vscode.WebviewPanel {
    const panel = vscode.window.createWebviewPanel(
      'ockle.doctor',
      'Ockle: Doctor',
      vscode.ViewColumn.Active,
    );
    panel.onDidDispose(() => {
      this.#panel = undefined;
    });
    return panel;
  }
}
