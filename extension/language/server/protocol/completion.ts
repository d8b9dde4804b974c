import type { CompletionItem } from 'vscode-languageserver/node';
import { CompletionItemKind, InsertTextFormat, MarkupKind } from 'vscode-languageserver/node';
import type { CompletionKind, TemplateCompletion } from '../../../../runtime/template/index.ts';

const kinds: Readonly<Record<CompletionKind, CompletionItemKind>> = {
  section: CompletionItemKind.Module,
  variable: CompletionItemKind.Property,
  array: CompletionItemKind.Snippet,
  type: CompletionItemKind.TypeParameter,
  value: CompletionItemKind.Value,
};

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
