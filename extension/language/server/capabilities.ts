import type { ServerCapabilities } from 'vscode-languageserver/node';
import { CodeActionKind, TextDocumentSyncKind } from 'vscode-languageserver/node';
import { semanticTokenLegend } from '../../../runtime/template/index.ts';

/** What the server tells an editor that it can do. */
export const capabilities: ServerCapabilities = {
  textDocumentSync: {
    openClose: true,
    change: TextDocumentSyncKind.Incremental,
    save: { includeText: false },
  },
  workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  completionProvider: { triggerCharacters: ['[', '"', '=', ',', '.', '~'] },
  hoverProvider: true,
  signatureHelpProvider: { triggerCharacters: ['[', '"', ','], retriggerCharacters: [','] },
  inlayHintProvider: true,
  colorProvider: true,
  documentLinkProvider: {},
  codeLensProvider: {},
  semanticTokensProvider: {
    legend: {
      tokenTypes: [...semanticTokenLegend.tokenTypes],
      tokenModifiers: [...semanticTokenLegend.tokenModifiers],
    },
    full: { delta: true },
    range: true,
  },
  documentSymbolProvider: true,
  workspaceSymbolProvider: true,
  foldingRangeProvider: true,
  selectionRangeProvider: true,
  documentFormattingProvider: true,
  documentRangeFormattingProvider: true,
  codeActionProvider: {
    codeActionKinds: [
      CodeActionKind.QuickFix,
      CodeActionKind.RefactorRewrite,
      CodeActionKind.RefactorExtract,
      `${CodeActionKind.SourceFixAll}.ockle`,
      `${CodeActionKind.Source}.sortKeys`,
    ],
  },
};
