import type { TextEdit } from '../ini/index.ts';

/** A file to be written where none is; `path` is relative to the project, parts joined by `/`. */
export interface NewFile {
  readonly path: string;
  readonly text: string;
}

/** Changes of an existing file; offsets are those of the text before. */
export interface FileEdits {
  readonly path: string;
  readonly edits: readonly TextEdit[];
}

/** All that a scaffold wants done, as one step; nothing in it overwrites. */
export interface Plan {
  readonly newFiles: readonly NewFile[];
  readonly textEdits: readonly FileEdits[];
  /** The new file to look at first. */
  readonly openFile?: string;
  /** The file to see beside it. */
  readonly openBeside?: string;
  /** Where to go on typing in `openFile`, line and column both 1-based. */
  readonly cursor?: { readonly line: number; readonly column: number };
}

/** Why a plan cannot be made; nothing has been changed. */
export interface ScaffoldProblem {
  readonly code:
    | 'plugin-name-invalid'
    | 'plugin-name-reserved'
    | 'plugin-name-hidden'
    | 'plugin-name-taken'
    | 'plugin-list-not-editable';
  readonly message: string;
}

/** A plan, or why there is none. */
export type PlanResult =
  | { readonly ok: true; readonly plan: Plan }
  | { readonly ok: false; readonly problem: ScaffoldProblem };
