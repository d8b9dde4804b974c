import type { TemplateCompletion } from './templateCompletion.ts';

/** A completion that does not know its place yet. */
export type Proposal = Omit<TemplateCompletion, 'range' | 'sortText'>;
