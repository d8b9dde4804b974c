import type {
  CompletionItem,
  CompletionList,
  CompletionParams,
  Connection,
} from 'vscode-languageserver/node';
import type { TemplateCompletion } from '../../../../runtime/template/index.ts';
import { completeConfig } from '../../../../runtime/template/index.ts';
import { toCompletionItem } from '../protocol/completion.ts';
import { runSafe } from '../runSafe.ts';
import type { OpenConfig, TemplateAccess } from '../templateAccess.ts';

/** Answers what can be written at a place. */
export function serveCompletion(connection: Connection, access: TemplateAccess): void {
  const inTemplate = access.answer(
    'complete in',
    [] as Completions,
    ({ model, facts }, asked: CompletionParams) =>
      toAnswer(access.service.completeTemplate(model, asked.position, facts, optionsOf(asked))),
  );
  const inConfig = ({ text, knowledge }: OpenConfig, asked: CompletionParams) =>
    runSafe<Completions>(
      [],
      () => toAnswer(completeConfig(text, asked.position, knowledge, optionsOf(asked))),
      `complete in ${asked.textDocument.uri}`,
      (message) => connection.console.error(message),
    );
  connection.onCompletion((asked) => {
    const config = access.configOf(asked.textDocument.uri);
    return config ? inConfig(config, asked) : inTemplate(asked);
  });
}

type Completions = CompletionItem[] | CompletionList;

/** Lines that are proposed hold the name that is typed, so they are asked for with each letter. */
function toAnswer(found: readonly TemplateCompletion[]): Completions {
  const items = found.map(toCompletionItem);
  return found.some(({ kind }) => kind === 'variable') ? { isIncomplete: true, items } : items;
}

function optionsOf({ context }: CompletionParams): { readonly trigger: string | undefined } {
  return { trigger: context?.triggerCharacter };
}
