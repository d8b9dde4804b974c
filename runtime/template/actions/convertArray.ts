import type { JsonArray } from '../jsonArray.ts';
import type { ArrayElement } from '../jsonModel.ts';
import { isWholeNumber } from '../jsonToken.ts';
import { readBounds } from '../rules/numberRules.ts';
import type { ArgumentKind, ValueType } from '../valueTypes.ts';
import { findValueType } from '../valueTypes.ts';

/** An array and the value it is written in. */
export interface WrittenArray {
  readonly array: Pick<JsonArray, 'elements'>;
  readonly entry: { readonly value: string };
}

/** The array as one of another type: the default is kept where it can be. */
export function convertArray(written: WrittenArray, type: ValueType): string {
  const second = written.array.elements[2];
  const first = defaultOf(written);
  const texts = type.arguments
    .filter(({ isOptional }) => !isOptional)
    .map(({ name, kind, sample }) => {
      if (name === 'range') return rangeText(written, first, second) ?? sample;
      const isDefault = name === 'default' && first !== undefined;
      return (isDefault ? convertElement(written, first, kind) : undefined) ?? sample;
    });
  return `[${[JSON.stringify(type.name), ...texts].join(',')}]`;
}

/** The default; the flag of a select or multilist is none. */
export function defaultOf({ array }: WrittenArray): ArrayElement | undefined {
  const [name, first] = array.elements;
  const type = typeof name?.value === 'string' ? findValueType(name.value) : undefined;
  return type?.hasDefault === false ? undefined : first;
}

/** An element in the JSON that an argument of some kind needs; undefined where there is doubt. */
export function convertElement(
  { entry }: WrittenArray,
  element: ArrayElement,
  kind: ArgumentKind,
): string | undefined {
  const text = entry.value.slice(element.start, element.end);
  const plain = element.kind === 'string' ? String(element.value ?? '').trim() : text;
  if (kind === 'integer') return wholeNumber(plain);
  if (kind === 'boolean') return truth(plain);
  if (kind === 'range') return rangeOf(element, text, plain);
  if (element.kind === 'null') return '""';
  return ['string', 'number', 'boolean'].includes(element.kind)
    ? JSON.stringify(element.kind === 'string' ? element.value : text)
    : undefined;
}

function wholeNumber(text: string): string | undefined {
  if (isWholeNumber(text)) return text;
  const number = Number(text);
  return text !== '' && Number.isSafeInteger(number) ? number.toString() : undefined;
}

function truth(text: string): string | undefined {
  const word = text.toLowerCase();
  if (['true', 'yes', 'on', '1'].includes(word)) return 'true';
  return ['false', 'no', 'off', '0'].includes(word) ? 'false' : undefined;
}

/** `8` is a highest number, `[1,8]` both. */
function rangeOf(element: ArrayElement, text: string, plain: string): string | undefined {
  if (element.kind === 'number') return /^[1-9]\d*$/.test(text) ? `"1-${text}"` : undefined;
  const [low, high, ...more] = plain.match(/\d+/g) ?? [];
  if (low === undefined || high === undefined || more.length > 0) return undefined;
  return element.kind === 'array' && !plain.includes('.') ? `"${low}-${high}"` : undefined;
}

/** The range that is there, if it is one; else one that holds the default. */
function rangeText(
  written: WrittenArray,
  first: ArrayElement | undefined,
  second: ArrayElement | undefined,
): string | undefined {
  if (typeof second?.value === 'string' && readBounds(second.value)) {
    return JSON.stringify(second.value);
  }
  const number = first && Number(convertElement(written, first, 'integer'));
  if (number === undefined || !Number.isSafeInteger(number) || number < 0) return undefined;
  return `"${Math.min(1, number)}-${Math.max(8, number)}"`;
}
