import type { CompletionItem, CompletionParams, Connection } from 'vscode-languageserver/node';
import { completeConfig } from '../../../../runtime/template/index.ts';
import { toCompletionItem } from '../protocol/completion.ts';
import { runSafe } from '../runSafe.ts';
import type { OpenConfig, TemplateAccess } from '../templateAccess.ts';

/** Answers what can be written at a place. */
export function serveCompletion(connection: Connection, access: TemplateAccess): void {
  const inTemplate = access.answer(
    'complete in',
    [] as CompletionItem[],
    ({ model, facts }, asked: CompletionParams) =>
      access.service
        .completeTemplate(model, asked.position, facts, optionsOf(asked))
        .map(toCompletionItem),
  );
  const inConfig = ({ text, knowledge }: OpenConfig, asked: CompletionParams) =>
    runSafe(
      [],
      () => completeConfig(text, asked.position, knowledge, optionsOf(asked)).map(toCompletionItem),
      `complete in ${asked.textDocument.uri}`,
      (message) => connection.console.error(message),
    );
  connection.onCompletion((asked) => {
    const config = access.configOf(asked.textDocument.uri);
    return config ? inConfig(config, asked) : inTemplate(asked);
  });
}

function optionsOf({ context }: CompletionParams): { readonly trigger: string | undefined } {
  return { trigger: context?.triggerCharacter };
}
