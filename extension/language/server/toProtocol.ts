import type { CompletionItem, Diagnostic } from 'vscode-languageserver/node';
import {
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
