import type { LineStretch } from './cursorPlace.ts';
import type { TemplateCompletion } from './templateCompletion.ts';

/** A completion that does not know its line yet. */
export interface Proposal extends Omit<TemplateCompletion, 'range' | 'sortText'> {
  /** What it replaces, where that is not just what the cursor stands in. */
  readonly token?: LineStretch;
  /** Whether it is sound if the one before it is, which saves checking it. */
  readonly isLikePrevious?: boolean;
}
