import { findValueType, readJsonArray } from '../../template/index.ts';
import type { Declaration } from '../declaredSections.ts';

/** Why a text of etc/config.ini is no value of the declared type; nothing when it is one. */
export function misfit(
  text: string,
  { type, arguments: [, range] }: Declaration,
): string | undefined {
  switch (type) {
    case 'int':
      return isWhole(text) ? undefined : 'write a whole number.';
    case 'bool':
      return text === 'true' || text === 'false' ? undefined : 'write true or false.';
    case 'intrange':
      return isInRange(text, range) ? undefined : `write a whole number from ${String(range)}.`;
    default:
      return undefined;
  }
}

/** The default in a template's array; empty where the type has none, undefined for anything else. */
export function readLiteral(value: string): string | undefined {
  if (!value.startsWith('[')) return undefined;
  const { elements, errors, isClosed, end } = readJsonArray(value);
  const [first, second] = elements;
  if (errors.length > 0 || !isClosed || end !== value.length) return undefined;
  const type = typeof first?.value === 'string' ? findValueType(first.value) : undefined;
  if (!type) return undefined;
  if (elements.length === 1) return undefined;
  return type.hasDefault && second?.value !== undefined ? String(second.value) : '';
}

function isWhole(text: string): boolean {
  return /^[+-]?\d+$/.test(text);
}

/** A range that is none is the template's fault. */
function isInRange(text: string, range: unknown): boolean {
  const [low, high, ...more] = typeof range === 'string' ? range.split('-').map(Number) : [];
  if (low === undefined || high === undefined || more.length > 0) return isWhole(text);
  return isWhole(text) && Number(text) >= low && Number(text) <= high;
}
