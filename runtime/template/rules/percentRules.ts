import type { FindingDetails } from '../findings.ts';
import type { PercentUse } from '../percentUses.ts';
import { percentUses } from '../percentUses.ts';
import type { ReferenceGraph } from '../referenceGraph.ts';
import type { TemplateContext } from '../templateContext.ts';
import type { TemplateEntry } from '../templateEntry.ts';
import { rangeInValue } from '../templateEntry.ts';
import type { TemplateCode } from '../templateRules.ts';

/** What is said of a percent sign. */
export interface PercentMessage {
  readonly code: TemplateCode;
  readonly message: string;
}

/** Reports percent signs that stop the section from being read, and references, up to an offset. */
export function checkPercents(
  { findings }: TemplateContext,
  entry: TemplateEntry,
  section: string,
  end: number,
): void {
  for (const use of percentUses(entry.value)) {
    if (use.start >= end) return;
    const { code, message } = percentMessage(use);
    const variable = entry.name.toLowerCase();
    const details: FindingDetails =
      use.reference === undefined ? {} : { reference: { section, variable, name: use.reference } };
    findings.add(code, rangeInValue(entry, use.start, use.end), message, details);
  }
}

function percentMessage({ start, end, reference }: PercentUse): PercentMessage {
  if (reference !== undefined) return knownReference(reference);
  return end - start === 1
    ? {
        code: 'percent-unescaped',
        message: 'A lone "%" makes the whole section unreadable. Remove it, or write "%%".',
      }
    : {
        code: 'percent-bad-reference',
        message: 'A reference is written %(name)s. Finish it, or write "%%" for a percent sign.',
      };
}

/** What is said of a reference in the value of a variable, once all variables are known. */
export function judgeReference(
  variable: string,
  reference: string,
  references: ReferenceGraph,
): PercentMessage {
  if (!references.has(reference)) {
    const message = `There is no variable "${reference}" in this section, and references do not work in templates. Write the text itself.`;
    return { code: 'percent-undefined-reference', message };
  }
  if (variable === reference || references.reachesCircle(reference)) {
    const message = `The reference to "${reference}" goes round in a circle. Write the text itself.`;
    return { code: 'percent-recursive', message };
  }
  return knownReference(reference);
}

function knownReference(reference: string): PercentMessage {
  const message = `References do not work in templates: "${reference}" would be pasted in with its type and brackets. Write the text itself.`;
  return { code: 'percent-reference', message };
}
