import type { ArrayElement, Stretch } from '../jsonModel.ts';
import type { JsonArray } from '../jsonArray.ts';
import { readValue } from '../rules/valueRules.ts';
import type { TemplateEntry } from '../templateEntry.ts';
import type { ValueType } from '../valueTypes.ts';
import { findValueType } from '../valueTypes.ts';
import type { ActionTarget } from './actionTarget.ts';

/** A declaration whose value is an array, readable or not. */
export interface ArrayPlace {
  readonly entry: TemplateEntry;
  readonly section: string;
  readonly array: JsonArray;
}

/** The array in whose lines the diagnostic is. */
export function arrayAt({ place }: Pick<ActionTarget, 'place'>): ArrayPlace | undefined {
  if (!place) return undefined;
  const value = readValue(place.entry);
  return value.kind === 'array' ? { ...place, array: value.array } : undefined;
}

/** An array whose type is known. */
export interface TypedPlace extends ArrayPlace {
  readonly type: ValueType;
}

/** The same, if it is readable and of a known type. */
export function typedAt(target: Pick<ActionTarget, 'place'>): TypedPlace | undefined {
  const place = arrayAt(target);
  if (!place || place.array.errors.length > 0) return undefined;
  const name = place.array.elements[0]?.value;
  const type = typeof name === 'string' ? findValueType(name) : undefined;
  return type && { ...place, type };
}

/** The unit of a value that stands at an offset of the block. */
export function unitAt({ parts, starts }: TemplateEntry, offset: number): number | undefined {
  const index = parts.findIndex((part) => part.start <= offset && offset <= part.end);
  const part = parts[index];
  return part && (starts[index] ?? 0) + offset - part.start;
}

/** The element that the diagnostic marks. */
export function elementAt(
  { range }: ActionTarget,
  { entry, array }: ArrayPlace,
): ArrayElement | undefined {
  const unit = unitAt(entry, range.start);
  return array.elements.find(({ start, end }) => unit !== undefined && start <= unit && unit < end);
}

/** Whether the diagnostic is about something inside a text in double quotes. */
export function isInString(target: ActionTarget): boolean {
  const place = arrayAt(target);
  const unit = place && unitAt(place.entry, target.range.start);
  return unit !== undefined && place?.array.strings.some(holds(unit)) === true;
}

function holds(unit: number): (stretch: Stretch) => boolean {
  return ({ start, end }) => start < unit && unit < end;
}

/** What an element is written as. */
export function elementText(entry: TemplateEntry, { start, end }: Stretch): string {
  return entry.value.slice(start, end);
}
