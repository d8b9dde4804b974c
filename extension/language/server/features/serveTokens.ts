import type {
  Connection,
  SemanticTokens,
  SemanticTokensDelta,
  SemanticTokensEdit,
} from 'vscode-languageserver/node';
import type { KnownTemplate, TemplateAccess } from '../templateAccess.ts';

/** Of longer templates editors get the tokens of what they show; all of them would hold them up. */
const mostLines = 10_000;

/** The tokens that an editor has of a document. */
interface SentTokens {
  readonly resultId: string;
  readonly data: readonly number[];
}

/** Answers what each piece of a template is: whole, for some lines, or what has changed since. */
export class TokenFeature {
  readonly #access: TemplateAccess;
  readonly #sent = new Map<string, SentTokens>();
  #last = 0;

  constructor(connection: Connection, access: TemplateAccess) {
    this.#access = access;
    const { semanticTokens } = connection.languages;
    semanticTokens.on(
      access.answer('colour', null as SemanticTokens | null, (template) =>
        isLarge(template) ? null : this.#all(template),
      ),
    );
    semanticTokens.onDelta(
      access.answer(
        'colour',
        null as SemanticTokens | SemanticTokensDelta | null,
        (template, { previousResultId }) =>
          isLarge(template) ? null : this.#since(template, previousResultId),
      ),
    );
    semanticTokens.onRange(
      access.answer('colour', { data: [] as number[] }, ({ model, facts }, { range }) => ({
        data: [...access.service.encodedTokens(model, facts, range)],
      })),
    );
  }

  /** The editor has closed the document. */
  forget(uri: string): void {
    this.#sent.delete(uri);
  }

  #all({ uri, model, facts }: KnownTemplate): SemanticTokens {
    this.#last++;
    const resultId = this.#last.toString();
    const data = [...this.#access.service.encodedTokens(model, facts)];
    this.#sent.set(uri, { resultId, data });
    return { resultId, data };
  }

  #since(template: KnownTemplate, previous: string): SemanticTokens | SemanticTokensDelta {
    const before = this.#sent.get(template.uri);
    const now = this.#all(template);
    if (before?.resultId !== previous) return now;
    const edits = difference(before.data, now.data);
    return { ...(now.resultId !== undefined && { resultId: now.resultId }), edits };
  }
}

function isLarge({ model }: KnownTemplate): boolean {
  return model.lineCount > mostLines;
}

/** One edit in the place of all that differs; none where nothing does. */
function difference(before: readonly number[], now: readonly number[]): SemanticTokensEdit[] {
  const most = Math.min(before.length, now.length);
  let start = 0;
  while (start < most && before[start] === now[start]) start++;
  let same = 0;
  while (same < most - start && before.at(-1 - same) === now.at(-1 - same)) same++;
  const deleteCount = before.length - same - start;
  const data = now.slice(start, now.length - same);
  return deleteCount === 0 && data.length === 0 ? [] : [{ start, deleteCount, data }];
}
