import type { ArrayElement } from '../jsonModel.ts';
import { isWholeNumber } from '../jsonToken.ts';
import type { ArgumentKind } from '../valueTypes.ts';

/** Whether an element of an array is of the kind that an argument must be. */
export function isFitting(text: string, element: ArrayElement, kind: ArgumentKind): boolean {
  const raw = text.slice(element.start, element.end);
  if (kind === 'integer') return element.kind === 'number' && isWholeNumber(raw);
  if (kind === 'boolean') return element.kind === 'boolean';
  return element.kind === 'string' && (kind !== 'range' || isRange(element.value));
}

/** The element as JSON that fits, turned into it where that is plain; undefined where it is not. */
export function fittingText(
  text: string,
  element: ArrayElement,
  kind: ArgumentKind,
): string | undefined {
  const raw = text.slice(element.start, element.end);
  if (isFitting(text, element, kind)) return raw;
  if (kind === 'string') {
    return element.kind === 'number' || element.kind === 'boolean' ? `"${raw}"` : undefined;
  }
  return element.kind === 'string' && typeof element.value === 'string'
    ? literalOf(element.value, kind)
    : undefined;
}

/** What a text says, without its quotes, where that is a number or boolean. */
function literalOf(value: string, kind: ArgumentKind): string | undefined {
  if (kind === 'integer') return isWholeNumber(value) && value.length <= 15 ? value : undefined;
  return kind === 'boolean' && ['true', 'false'].includes(value) ? value : undefined;
}

function isRange(value: ArrayElement['value']): boolean {
  return typeof value === 'string' && /^\d+ *- *\d+$/.test(value.trim());
}
