import type { IniPosition } from '../../ini/index.ts';
import type { TemplateDiagnostic } from '../findings.ts';

/** Puts `text` in the place of a stretch that may span lines. */
export interface TemplateEdit {
  readonly start: IniPosition;
  readonly end: IniPosition;
  readonly text: string;
}

/** What an action does; all of it is one step to undo. */
export interface TemplateActionChange {
  /** Edits of the template itself; they do not overlap. */
  readonly edits: readonly TemplateEdit[];
  /** Files beside it, paths relative to the project with `/`; they must not exist yet. */
  readonly newFiles?: readonly { readonly path: string; readonly text: string }[];
  /** The template's new path, relative to the project. */
  readonly renameTo?: string;
  /** Something that only the program that shows the file can do, since it is not in its text. */
  readonly ask?: 'reopen-with-encoding' | 'save-without-mark' | 'convert-line-ends';
}

/** What kind of an action it is, in the words of editors. */
export type TemplateActionKind =
  'quickfix' | 'refactor.rewrite' | 'refactor.extract' | 'source.fixAll.ockle' | 'source.sortKeys';

/** Something an author can have done to a template. */
export interface TemplateAction {
  readonly title: string;
  readonly kind: TemplateActionKind;
  /** The one mend that is safe; at most one for each diagnostic. */
  readonly isPreferred: boolean;
  /** What it mends. */
  readonly diagnostics: readonly TemplateDiagnostic[];
  readonly change: TemplateActionChange;
}
