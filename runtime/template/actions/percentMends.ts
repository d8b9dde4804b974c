import { percentUses } from '../percentUses.ts';
import { readJsonArray } from '../jsonArray.ts';
import type { TemplateCode } from '../templateRules.ts';
import type { ActionTarget } from './actionTarget.ts';
import type { Mend, Mender } from './mend.ts';
import { onDemand, replaceMarked, safely } from './mend.ts';

/** Mends of percent signs and references. */
export const percentMends: Partial<Readonly<Record<TemplateCode, Mender>>> = {
  'percent-unescaped': (target) => [
    onDemand('Delete the percent sign', replaceMarked(target, '')),
    onDemand('Write %% (the form cannot save it)', replaceMarked(target, '%%')),
  ],
  'percent-bad-reference': (target) => [
    onDemand('Write %%( (the form cannot save it)', replaceMarked(target, '%%(')),
    onDemand('Delete the percent sign', replaceMarked(target, '(')),
  ],
  'percent-reference': (target) => [...pasteValue(target), ...writeName(target)],
  'percent-undefined-reference': writeName,
  'percent-recursive': writeName,
};

/** What the reference stands for: the other default in a text, else the other array. */
function pasteValue(target: ActionTarget): readonly Mend[] {
  const other = target.block.readings
    .flatMap(({ entries }) => entries)
    .find(({ name }) => name.toLowerCase() === referenceIn(target));
  if (!other) return [];
  const { value } = other;
  const array = readJsonArray(value);
  const plain = array.elements[1]?.value;
  if (array.errors.length > 0 || plain === undefined || value.includes('%')) return [];
  const isWhole = target.place?.entry.value === target.text;
  const text = isWhole ? value : JSON.stringify(String(plain)).slice(1, -1);
  return [safely(`Write ${text || 'the empty text'}`, replaceMarked(target, text))];
}

function writeName(target: ActionTarget): readonly Mend[] {
  const name = referenceIn(target);
  return name === undefined ? [] : [onDemand(`Write ${name}`, replaceMarked(target, name))];
}

function referenceIn({ text }: ActionTarget): string | undefined {
  return percentUses(text)[0]?.reference;
}
