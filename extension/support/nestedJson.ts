import type { JsonValue } from '../../runtime/protocol/index.ts';

/** Deeper ones are no reply that anybody reads, and would be too much for what walks through them. */
const deepest = 32;

/**
 * What a value says: a text that is a JSON object or list, as the original's protocol nests values, is read;
 * everything else is the value itself.
 */
export function readNested(value: JsonValue): JsonValue {
  if (typeof value !== 'string' || !isBracketed(value) || depthOf(value) > deepest) return value;
  try {
    return JSON.parse(value) as JsonValue;
  } catch {
    // A text in brackets is a text.
    return value;
  }
}

function isBracketed(text: string): boolean {
  const trimmed = text.trim();
  const isObject = trimmed.startsWith('{') && trimmed.endsWith('}');
  return isObject || (trimmed.startsWith('[') && trimmed.endsWith(']'));
}

/** Brackets inside of texts count as well: then a value is rather shown as it came. */
function depthOf(text: string): number {
  let depth = 0;
  let most = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth += bracket === '[' || bracket === '{' ? 1 : -1;
    most = Math.max(most, depth);
  }
  return most;
}
