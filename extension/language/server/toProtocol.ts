import type { CodeAction, CompletionItem, Diagnostic, Range } from 'vscode-languageserver/node';
import {
  CodeActionKind,
  CompletionItemKind,
  DiagnosticSeverity,
  InsertTextFormat,
  MarkupKind,
} from 'vscode-languageserver/node';
import type {
  CompletionKind,
  TemplateCompletion,
  TemplateDiagnostic,
  TemplateSeverity,
} from '../../../runtime/template/index.ts';

const severities: Readonly<Record<TemplateSeverity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

const kinds: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  section: CompletionItemKind.Module,
  variable: CompletionItemKind.Property,
  array: CompletionItemKind.Snippet,
  type: CompletionItemKind.TypeParameter,
  value: CompletionItemKind.Value,
};

/** A finding in the words of the language server protocol. */
export function toDiagnostic(
  { code, severity, message, range, related, data }: TemplateDiagnostic,
  uri: string,
): Diagnostic {
  return {
    source: 'ockle',
    code,
    severity: severities[severity],
    message,
    range,
    ...(data && { data }),
    ...(related && {
      relatedInformation: [{ location: { uri, range: related.range }, message: related.message }],
    }),
  };
}

/** The mend of a finding, where there is a safe one, as an edit of one click. */
export function toQuickFixes(found: TemplateDiagnostic, uri: string): readonly CodeAction[] {
  const { range, data } = found;
  if (!data) return [];
  const { title, text } = data.fix;
  const edit = { changes: { [uri]: [{ range, newText: text }] } };
  const diagnostics = [toDiagnostic(found, uri)];
  return [{ title, kind: CodeActionKind.QuickFix, isPreferred: true, diagnostics, edit }];
}

/** Whether two ranges share a place; a cursor at the end of a range touches it. */
export function isTouching(one: Range, other: Range): boolean {
  return !isBefore(one.end, other.start) && !isBefore(other.end, one.start);
}

function isBefore(one: Range['start'], other: Range['start']): boolean {
  return one.line < other.line || (one.line === other.line && one.character < other.character);
}

/** A proposal in the words of the language server protocol. */
export function toCompletionItem(item: TemplateCompletion): CompletionItem {
  return {
    label: item.label,
    kind: kinds[item.kind],
    detail: item.detail,
    documentation: { kind: MarkupKind.Markdown, value: item.documentation },
    filterText: item.filterText,
    sortText: item.sortText,
    preselect: item.isPreselected,
    insertTextFormat: InsertTextFormat.Snippet,
    textEdit: { range: item.range, newText: item.snippet },
  };
}
