import type { IniPosition, IniRange } from '../ini/index.ts';
import type { TemplateCode, TemplateSeverity } from './templateRules.ts';

/** From `start` up to, not including, `end`; both in the same line. */
export interface TemplateRange {
  readonly start: IniPosition;
  readonly end: IniPosition;
}

/** Something a template's author should know, and where. */
export interface TemplateDiagnostic {
  readonly code: TemplateCode;
  readonly severity: TemplateSeverity;
  readonly message: string;
  readonly range: TemplateRange;
  /** Another place that the message speaks of. */
  readonly related?: {
    /** Relative to the project; the same file when absent. */
    readonly file?: string;
    readonly range: TemplateRange;
    readonly message: string;
  };
}

/** A place in one of several blocks that are checked together. */
export interface FoundPlace {
  /** Which of the blocks, in the order in which they are checked. */
  readonly home: number;
  readonly range: IniRange;
}

/** A `%(name)s`: what it means is only known when the whole file is. */
export interface FoundReference {
  readonly section: string;
  /** The lower-case name of the variable whose value holds it. */
  readonly variable: string;
  readonly name: string;
}

/** A message that tells the line of an earlier declaration, counted from zero in the file. */
export type LineMessage = (relatedLine: number) => string;

/** What a finding may carry beside its message. */
export interface FindingDetails {
  readonly related?: FoundPlace | undefined;
  readonly reference?: FoundReference | undefined;
}

/** Something found in a block; its place counts from the block's start. */
export interface Finding extends FindingDetails {
  readonly code: TemplateCode;
  readonly range: IniRange;
  readonly message: string | LineMessage;
}

/** What has been found in a block, in order of place. */
export interface BlockFindings {
  readonly found: readonly Finding[];
  /** Findings beyond the most that are kept of one block. */
  readonly dropped: number;
}

/** What has been found in most blocks. */
export const noFindings: BlockFindings = { found: [], dropped: 0 };

/** Far more than are shown of a file: findings of a block come rule by rule, not in order of place. */
const mostKept = 20_000;

/** Collects what rules find in a block; an element that one rule has reported is not reported again. */
export class Findings {
  readonly #found: Finding[] = [];
  #dropped = 0;
  readonly #claimed = new Set<number>();

  add(
    code: TemplateCode,
    range: IniRange,
    message: string | LineMessage,
    details: FindingDetails = {},
  ): void {
    if (this.isClaimed(range)) return;
    if (this.#found.length >= mostKept) {
      this.#dropped++;
      return;
    }
    this.#claimed.add(elementOf(range));
    this.#found.push({ code, range, message, ...details });
  }

  /** Whether exactly this element has been reported. */
  isClaimed(range: IniRange): boolean {
    return this.#claimed.has(elementOf(range));
  }

  /** All findings by line, column and code. */
  sorted(): BlockFindings {
    return { found: this.#found.toSorted(byStart), dropped: this.#dropped };
  }
}

/** Exact for texts of up to 2^26 units; a number is far cheaper than a text as a key. */
function elementOf(range: IniRange): number {
  return range.start * 2 ** 26 + (range.end - range.start);
}

function byStart(a: Finding, b: Finding): number {
  return (
    a.range.start - b.range.start ||
    (a.code === b.code ? a.range.end - b.range.end : a.code < b.code ? -1 : 1)
  );
}

/** Compares by line, column and code. */
export function byPlace(a: TemplateDiagnostic, b: TemplateDiagnostic): number {
  return (
    a.range.start.line - b.range.start.line ||
    a.range.start.character - b.range.start.character ||
    (a.code === b.code ? a.range.end.character - b.range.end.character : a.code < b.code ? -1 : 1)
  );
}
