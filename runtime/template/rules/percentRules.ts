import type { TemplateContext } from '../templateContext.ts';
import type { TemplateEntry } from '../templateEntry.ts';
import { rangeInValue } from '../templateEntry.ts';
import type { PercentUse, ReferenceGraph } from '../percentUses.ts';
import { percentUses } from '../percentUses.ts';
import type { TemplateCode } from '../templateRules.ts';

interface Judgement {
  readonly code: TemplateCode;
  readonly message: string;
}

/** Reports percent signs that stop the section from being read, and references, up to an offset. */
export function checkPercents(
  { findings }: TemplateContext,
  entry: TemplateEntry,
  end: number,
  referencesOf: () => ReferenceGraph,
): void {
  for (const use of percentUses(entry.value)) {
    if (use.start >= end) return;
    const { code, message } = judge(entry, use, referencesOf);
    findings.add(code, rangeInValue(entry, use.start, use.end), message);
  }
}

function judge(
  entry: TemplateEntry,
  use: PercentUse,
  referencesOf: () => ReferenceGraph,
): Judgement {
  if (use.reference !== undefined) return judgeReference(entry, use.reference, referencesOf());
  return use.end - use.start === 1
    ? {
        code: 'percent-unescaped',
        message: 'A lone "%" makes the whole section unreadable. Remove it, or write "%%".',
      }
    : {
        code: 'percent-bad-reference',
        message: 'A reference is written %(name)s. Finish it, or write "%%" for a percent sign.',
      };
}

function judgeReference(
  entry: TemplateEntry,
  reference: string,
  references: ReferenceGraph,
): Judgement {
  if (!references.has(reference)) {
    const message = `There is no variable "${reference}" in this section, and references do not work in templates. Write the text itself.`;
    return { code: 'percent-undefined-reference', message };
  }
  if (entry.name.toLowerCase() === reference || references.reachesCircle(reference)) {
    const message = `The reference to "${reference}" goes round in a circle. Write the text itself.`;
    return { code: 'percent-recursive', message };
  }
  const message = `References do not work in templates: "${reference}" would be pasted in with its type and brackets. Write the text itself.`;
  return { code: 'percent-reference', message };
}
