import type { CompletionItem, Connection } from 'vscode-languageserver/node';
import { toCompletionItem } from '../protocol/completion.ts';
import type { TemplateAccess } from '../templateAccess.ts';

/** Answers what can be written at a place. */
export function serveCompletion(connection: Connection, access: TemplateAccess): void {
  connection.onCompletion(
    access.answer('complete in', [] as CompletionItem[], ({ model, facts }, asked) =>
      access.service
        .completeTemplate(model, asked.position, facts, {
          trigger: asked.context?.triggerCharacter,
        })
        .map(toCompletionItem),
    ),
  );
}
