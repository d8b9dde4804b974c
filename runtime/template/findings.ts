import type { IniPosition, IniRange } from '../ini/index.ts';
import type { TemplateCode, TemplateSeverity } from './templateRules.ts';
import { templateRules } from './templateRules.ts';

/** From `start` up to, not including, `end`; both in the same line. */
export interface TemplateRange {
  readonly start: IniPosition;
  readonly end: IniPosition;
}

/** The one safe repair: put `text` in the place of the diagnostic's range. */
export interface TemplateFix {
  readonly title: string;
  readonly text: string;
}

/** Something a template's author should know, and where. */
export interface TemplateDiagnostic {
  readonly code: TemplateCode;
  readonly severity: TemplateSeverity;
  readonly message: string;
  readonly range: TemplateRange;
  /** Another place that the message speaks of. */
  readonly related?: { readonly range: TemplateRange; readonly message: string };
  readonly data?: { readonly fix: TemplateFix };
}

/** What a finding may carry beside its message. */
export interface FindingDetails {
  readonly related?: IniRange | undefined;
  readonly fix?: TemplateFix | undefined;
}

/** More would help nobody and stall the editor. */
const mostFindings = 1000;
/** Findings come rule by rule, not in order of place, so more are kept than shown. */
const mostKept = 20 * mostFindings;

/** Collects what rules find; an element that one rule has reported is not reported again. */
export class Findings {
  readonly #found: TemplateDiagnostic[] = [];
  #dropped = 0;
  readonly #claimed = new Set<number>();

  add(code: TemplateCode, range: IniRange, message: string, details: FindingDetails = {}): void {
    if (this.isClaimed(range)) return;
    if (this.#found.length >= mostKept) {
      this.#dropped++;
      return;
    }
    this.#claimed.add(elementOf(range));
    const { related, fix } = details;
    this.#found.push({
      code,
      severity: templateRules[code].severity,
      message,
      range: toLineRange(range),
      ...(related && {
        related: { range: toLineRange(related), message: 'It is declared first here.' },
      }),
      ...(fix && { data: { fix } }),
    });
  }

  /** Whether exactly this element has been reported. */
  isClaimed(range: IniRange): boolean {
    return this.#claimed.has(elementOf(range));
  }

  /** By line, column and code; the first thousand of them. */
  sorted(firstLine: IniRange): readonly TemplateDiagnostic[] {
    const sorted = this.#found.sort(byPlace);
    if (sorted.length <= mostFindings) return sorted;
    const left = sorted.length - mostFindings + this.#dropped;
    const notice: TemplateDiagnostic = {
      code: 'too-many-problems',
      severity: templateRules['too-many-problems'].severity,
      message: `${left} further problems in this file are not shown. Mend some of these first.`,
      range: toLineRange(firstLine),
    };
    return [...sorted.slice(0, mostFindings), notice].sort(byPlace);
  }
}

/** Exact for texts of up to 2^26 units; a number is far cheaper than a text as a key. */
function elementOf(range: IniRange): number {
  return range.start * 2 ** 26 + (range.end - range.start);
}

function toLineRange(range: IniRange): TemplateRange {
  const { line, character } = range;
  return {
    start: { line, character },
    end: { line, character: character + range.end - range.start },
  };
}

/** Compares by line, column and code. */
export function byPlace(a: TemplateDiagnostic, b: TemplateDiagnostic): number {
  return (
    a.range.start.line - b.range.start.line ||
    a.range.start.character - b.range.start.character ||
    (a.code < b.code ? -1 : 1)
  );
}
