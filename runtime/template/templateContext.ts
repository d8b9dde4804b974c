import type { IniDocument, IniRange } from '../ini/index.ts';
import type { DeclaredNames } from './declaredNames.ts';
import type { Findings } from './findings.ts';
import type { TemplateKind } from './templateKind.ts';

/** What every rule works on: one block of a template, and what it has to know of the others. */
export interface TemplateContext {
  /** The block's own; a whole template if that is a single block. */
  readonly document: IniDocument;
  readonly kind: TemplateKind;
  readonly findings: Findings;
  /** What has been declared so far, here and in the blocks before. */
  readonly declared: DeclaredNames;
  /** For what precedes the first section: the name of that, if there is one. */
  readonly nextSection: string | undefined;
  /** Whether differences to other readers of ini files matter. */
  readonly isPortabilityOn: boolean;
}

/** The piece of a single-line range between two offsets. */
export function within(range: IniRange, start: number, end: number): IniRange {
  return { start, end, line: range.line, character: range.character + start - range.start };
}

/** The content of one line. */
export function lineRange(document: IniDocument, line: number): IniRange {
  const start = document.lines.starts[line] ?? 0;
  return { start, end: document.lines.ends[line] ?? start, line, character: 0 };
}
