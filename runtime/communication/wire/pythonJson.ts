import { WireError } from './wireError.ts';

/** Any value that survives JSON unchanged. */
export type JsonValue =
  string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** Deeper values no reader is asked to take. */
const deepest = 100;

/** Printable ASCII but for `"` and `\\`: what stands in JSON as it is. */
const plain = /^[ !#-[\]-~]*$/;

/** Every character that Python's json.dumps escapes and JSON.stringify does not. */
const notAscii = /[\u007f-\uffff]/g;

/**
 * JSON as Python's json.dumps writes it: a blank after each `,` and `:`, and ASCII only.
 * @throws WireError when the value is more than 100 deep
 */
export function pythonJson(value: JsonValue): string {
  return write(value, 1);
}

/**
 * A value as Python 2's str() writes it; nested values as JSON.
 * @throws WireError when the value is more than 100 deep
 */
export function pythonText(value: JsonValue): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number') return numberText(value);
  if (value === true) return 'True';
  if (value === false) return 'False';
  return value === null ? 'None' : pythonJson(value);
}

function write(value: JsonValue, depth: number): string {
  if (typeof value === 'string') return quote(value);
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : jsonOddity(value);
  if (typeof value !== 'object' || value === null) return String(value);
  if (depth > deepest) throw new WireError(`A value is nested more than ${deepest} deep.`);
  if (isList(value)) return `[${value.map((each) => write(each, depth + 1)).join(', ')}]`;
  let pairs = '';
  for (const [key, each] of Object.entries(value)) {
    pairs += `${pairs === '' ? '' : ', '}${quote(key)}: ${write(each, depth + 1)}`;
  }
  return `{${pairs}}`;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function quote(text: string): string {
  if (plain.test(text)) return `"${text}"`;
  return JSON.stringify(text).replace(
    notAscii,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

function jsonOddity(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  return value > 0 ? 'Infinity' : '-Infinity';
}

/** JavaScript cannot tell 1.0 from 1; both are `1`. */
function numberText(value: number): string {
  if (Number.isFinite(value)) return String(value);
  if (Number.isNaN(value)) return 'nan';
  return value > 0 ? 'inf' : '-inf';
}
