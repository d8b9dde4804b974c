import * as vscode from 'vscode';
import type {
  PluginFailure,
  PluginInfo,
  PluginReload,
  Problem,
  SourceLocation,
} from '../../runtime/protocol/index.ts';
import type { Releasable } from '../support/disposableStore.ts';

const severities = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
  information: vscode.DiagnosticSeverity.Information,
};

/** What went wrong in plugins while they ran, in the Problems view until the file is edited. */
export class PluginDiagnostics implements Releasable {
  readonly #collection = vscode.languages.createDiagnosticCollection('ockle');
  readonly #edits: vscode.Disposable;

  constructor() {
    this.#edits = vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
      if (contentChanges.length > 0) this.#collection.delete(document.uri);
    });
  }

  /** Shows the failure where it happened, else at the plugin's class. */
  showFailure(failure: PluginFailure, plugin: SourceLocation): void {
    this.#add(failure.source ?? plugin, failure.message, failure.code, 'error');
  }

  /** After a reload what was wrong before is mended; what it found itself stays. */
  showReload({ files, source }: PluginInfo, { outcome, problems }: PluginReload): void {
    if (outcome === 'kept') return;
    for (const file of files ?? [source.file]) this.clear(file);
    for (const problem of problems) this.showProblem(problem);
  }

  /** Ini files are left to the language server, which checks them as they are typed. */
  showProblem({ source, message, code, severity }: Problem): void {
    if (source && !source.file.endsWith('.ini')) this.#add(source, message, code, severity);
  }

  /** Forgets what an earlier run left in a file. */
  clear(file: string): void {
    this.#collection.delete(vscode.Uri.file(file));
  }

  dispose(): void {
    this.#edits.dispose();
    this.#collection.dispose();
  }

  #add(
    { file, line, column = 1 }: SourceLocation,
    message: string,
    code: string,
    severity: Problem['severity'],
  ): void {
    const uri = vscode.Uri.file(file);
    const start = new vscode.Position(Math.max(0, line - 1), Math.max(0, column - 1));
    const range = new vscode.Range(start, start.with({ character: Number.MAX_SAFE_INTEGER }));
    const diagnostic = new vscode.Diagnostic(range, message, severities[severity]);
    diagnostic.source = 'ockle';
    diagnostic.code = code;
    const others = (this.#collection.get(uri) ?? []).filter((other) => !isSame(other, diagnostic));
    this.#collection.set(uri, [...others, diagnostic]);
  }
}

function isSame(one: vscode.Diagnostic, other: vscode.Diagnostic): boolean {
  return one.code === other.code && one.range.isEqual(other.range);
}
