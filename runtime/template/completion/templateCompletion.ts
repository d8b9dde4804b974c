import type { TemplateRange } from '../findings.ts';

/** What a proposal stands for, which decides its icon. */
export type CompletionKind = 'section' | 'variable' | 'array' | 'type' | 'value';

/** One proposal of the completion list. */
export interface TemplateCompletion {
  readonly label: string;
  readonly kind: CompletionKind;
  /** A few words beside the label. */
  readonly detail: string;
  readonly documentation: string;
  /** Always in snippet syntax: `$`, `}` and `\` that are meant literally are escaped. */
  readonly snippet: string;
  /** The text that `snippet` replaces; the cursor is inside it. */
  readonly range: TemplateRange;
  /** What the text before the cursor is matched against. */
  readonly filterText: string;
  readonly sortText: string;
  readonly isPreselected: boolean;
}
