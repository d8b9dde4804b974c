import type { IniDocument, IniRange } from '../ini/index.ts';
import type { Findings } from './findings.ts';
import type { TemplateKind } from './templateKind.ts';

/** What every rule works on. */
export interface TemplateContext {
  readonly document: IniDocument;
  readonly kind: TemplateKind;
  readonly findings: Findings;
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
