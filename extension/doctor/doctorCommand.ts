import { randomBytes } from 'node:crypto';
import * as vscode from 'vscode';
import type { Releasable } from '../support/disposableStore.ts';
import { runChecks } from './checks/runChecks.ts';
import type { CheckResult } from './checks/finding.ts';
import { reportText, type DoctorReport } from './doctorReport.ts';
import type { DoctorSources } from './gatherChecks.ts';
import { gatherChecks } from './gatherChecks.ts';
import { commandsOf, reportPage } from './reportPage.ts';

/** Milliseconds that each check has. */
const deadline = 25_000;

/** How long the status bar shows that the report was copied. */
const saidForMs = 5_000;

/** Looks at the setup, and shows and keeps what it found. */
export class Doctor implements Releasable {
  readonly #sources: DoctorSources;
  readonly #log: Pick<vscode.LogOutputChannel, 'info'>;
  readonly #page = new DoctorPage();
  #last: DoctorReport = { results: [] };

  constructor(sources: DoctorSources, log: Pick<vscode.LogOutputChannel, 'info'>) {
    this.#sources = sources;
    this.#log = log;
  }

  async examine(): Promise<DoctorReport> {
    this.#last = await examineAll(this.#sources);
    this.#log.info(reportText(this.#last));
    this.#page.show(this.#last);
    return this.#last;
  }

  /** Puts the last report into the clipboard as text. */
  async copy(): Promise<void> {
    await vscode.env.clipboard.writeText(reportText(this.#last));
    vscode.window.setStatusBarMessage('$(check) The report is in the clipboard.', saidForMs);
  }

  dispose(): void {
    this.#page.dispose();
  }
}

async function examineAll(sources: DoctorSources): Promise<DoctorReport> {
  const options: vscode.ProgressOptions = {
    location: vscode.ProgressLocation.Notification,
    title: 'Ockle: Doctor',
    cancellable: true,
  };
  return vscode.window.withProgress(options, async (progress, token) => {
    const checks = await gatherChecks(sources);
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
