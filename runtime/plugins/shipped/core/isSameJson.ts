import type { JsonValue } from '../../api/index.ts';

/** Whether two values are written as the same JSON, the order of their keys included. */
export function isSameJson(one: JsonValue, other: JsonValue): boolean {
  if (!isNested(one) || !isNested(other)) return Object.is(one, other);
  if (one === other) return true;
  if (Array.isArray(one) !== Array.isArray(other)) return false;
  const names = Object.keys(one);
  const otherNames = Object.keys(other);
  if (names.length !== otherNames.length) return false;
  for (let at = 0; at < names.length; at++) {
    const name = names[at] ?? '';
    if (name !== otherNames[at]) return false;
    if (!isSameJson(one[name] ?? null, other[name] ?? null)) return false;
  }
  return true;
}

function isNested(value: JsonValue): value is { readonly [key: string]: JsonValue } {
  return typeof value === 'object' && value !== null;
}
