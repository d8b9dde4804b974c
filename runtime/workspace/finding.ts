import type { TemplateCode, TemplateDiagnostic, TemplateRange } from '../template/index.ts';
import { templateRules } from '../template/index.ts';

/** Another place that a message speaks of. */
type Related = NonNullable<TemplateDiagnostic['related']>;

/** One finding of a rule across files. */
export function finding(
  code: TemplateCode,
  range: TemplateRange,
  message: string,
  { related, fix }: { readonly related?: Related; readonly fix?: string | undefined } = {},
): TemplateDiagnostic {
  return {
    code,
    severity: templateRules[code].severity,
    message,
    range,
    ...(related && { related }),
    ...(fix !== undefined && { data: { fix: { title: `Change to ${fix}`, text: fix } } }),
  };
}

/** A stretch of one line as a range. */
export function lineRange({
  line,
  startCol,
  endCol,
}: {
  readonly line: number;
  readonly startCol: number;
  readonly endCol: number;
}): TemplateRange {
  return { start: { line, character: startCol }, end: { line, character: endCol } };
}

/** A guess as a sentence, or what else to do. */
export function guessOr(guess: string | undefined, otherwise: string): string {
  return guess === undefined ? otherwise : `Did you mean "${guess}"?`;
}
