import { readBounds } from '../rules/numberRules.ts';
import type { TemplateCode } from '../templateRules.ts';
import type { ActionTarget } from './actionTarget.ts';
import type { Mend, Mender } from './mend.ts';
import { onDemand, replaceInValue, replaceMarked, safely } from './mend.ts';
import { changeTo } from './typeMends.ts';
import { elementText, typedAt } from './valueAt.ts';

/** Mends of what single elements hold: ranges, links and text defaults. */
export const textMends: Partial<Readonly<Record<TemplateCode, Mender>>> = {
  'intrange-format': rewriteRange,
  'intrange-reversed': (target) => {
    const bounds = boundsAt(target);
    if (!bounds) return [];
    const text = `"${bounds.high}-${bounds.low}"`;
    return [safely('Swap the numbers', replaceMarked(target, text))];
  },
  'intrange-default-outside': moveInside,
  'intrange-too-large': (target) => changeTo(target, 'int', onDemand),
  'multilist-url-unordered': (target) => [...deleteUrl(target), ...orderList(target)],
  'multilist-url-placeholder': (target) => {
    const text = target.text.slice(0, -1).replace(/\/$/, '');
    return [safely('Append /~~name~~', replaceMarked(target, `${text}/~~name~~"`))];
  },
  'multilist-url-unsafe': deleteUrl,
  'default-percent': unescapePercent,
  'default-control-char': (target) => {
    const text = target.text.replaceAll(/\\(?:u00[01][\da-fA-F]|.)/g, (escape) =>
      /^\\(?:[bfnrt]|u)/.test(escape) ? `\\${escape}` : escape,
    );
    return [safely('Double the backslashes', replaceMarked(target, text))];
  },
  'default-edge-whitespace': (target) => {
    const value: unknown = JSON.parse(target.text);
    const text = JSON.stringify(String(value).trim());
    return [safely('Remove the blanks', replaceMarked(target, text))];
  },
};

/** Two numbers with something else between them; a minus before one means more than a slip. */
function rewriteRange(target: ActionTarget): readonly Mend[] {
  const inner = target.text.slice(1, -1);
  const [low, high, ...more] = inner.match(/\d+/g) ?? [];
  const isClear = more.length === 0 && !/^\s*-|--|-\s*$/.test(inner);
  if (low !== undefined && high !== undefined && isClear) {
    return [safely(`Write "${low}-${high}"`, replaceMarked(target, `"${low}-${high}"`))];
  }
  return changeTo(target, 'int', onDemand);
}

interface NumberBounds {
  readonly low: bigint;
  readonly high: bigint;
  readonly value: bigint | undefined;
}

function boundsAt(target: ActionTarget): NumberBounds | undefined {
  const place = typedAt(target);
  const [, first, second] = place?.array.elements ?? [];
  const bounds = typeof second?.value === 'string' ? readBounds(second.value) : undefined;
  if (!place || !first || !bounds) return undefined;
  const text = elementText(place.entry, first);
  return { ...bounds, value: /^-?\d+$/.test(text) ? BigInt(text) : undefined };
}

function moveInside(target: ActionTarget): readonly Mend[] {
  const bounds = boundsAt(target);
  const place = typedAt(target);
  const range = place?.array.elements[2];
  if (!place || !range || bounds?.value === undefined) return [];
  const { low, high, value } = bounds;
  const nearest = value < low ? low : high;
  const clamp = safely(`Write ${nearest}`, replaceMarked(target, nearest.toString()));
  if (value < 0n) return [clamp];
  const text = `"${value < low ? value : low}-${value > high ? value : high}"`;
  return [clamp, onDemand(`Widen to ${text}`, replaceInValue(target, place.entry, range, text))];
}

/** With the comma before it. */
function deleteUrl(target: ActionTarget): readonly Mend[] {
  const place = typedAt(target);
  const before = place?.array.elements[1];
  const url = place?.array.elements[2];
  if (!place || !before || !url) return [];
  const stretch = { start: before.end, end: url.end };
  return [safely('Delete the link', replaceInValue(target, place.entry, stretch, ''))];
}

function orderList(target: ActionTarget): readonly Mend[] {
  const place = typedAt(target);
  const flag = place?.array.elements[1];
  if (!place || !flag) return [];
  return [onDemand('Make it an ordered list', replaceInValue(target, place.entry, flag, 'true'))];
}

function unescapePercent(target: ActionTarget): readonly Mend[] {
  const { text } = target;
  const home = text.replaceAll('%%HOME%%', '~~HOME~~');
  if (home !== text) return [safely('Write ~~HOME~~', replaceMarked(target, home))];
  const without = text.replaceAll('%%', '');
  return [onDemand('Delete the percent sign', replaceMarked(target, without))];
}
