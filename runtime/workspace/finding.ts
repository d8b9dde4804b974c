import type { TemplateCode, TemplateDiagnostic, TemplateRange } from '../template/index.ts';
import { templateRules } from '../template/index.ts';

/** Another place that a message speaks of. */
type Related = NonNullable<TemplateDiagnostic['related']>;

/** A finding that one text in the place of what it marks would mend. */
export interface MendableDiagnostic extends TemplateDiagnostic {
  readonly replacement: string;
}

/** Whether a finding says what to put in its place. */
export function isMendable(found: TemplateDiagnostic): found is MendableDiagnostic {
  return 'replacement' in found;
}

/** One finding of a rule across files; `fix` is what to put in the place of the range. */
export function finding(
  code: TemplateCode,
  range: TemplateRange,
  message: string,
  { related, fix }: { readonly related?: Related; readonly fix?: string | undefined } = {},
): TemplateDiagnostic | MendableDiagnostic {
  return {
    code,
    severity: templateRules[code].severity,
    message,
    range,
    ...(related && { related }),
    ...(fix !== undefined && { replacement: fix }),
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
