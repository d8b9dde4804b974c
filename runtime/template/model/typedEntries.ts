import type { ArrayElement } from '../jsonModel.ts';
import { readValue } from '../rules/valueRules.ts';
import type { TemplateEntry } from '../templateEntry.ts';
import type { ValueType } from '../valueTypes.ts';
import { findValueType } from '../valueTypes.ts';
import { perBlock } from './perBlock.ts';

/** A declaration whose type is known; its array may be broken further on. */
export interface TypedEntry {
  readonly entry: TemplateEntry;
  readonly type: ValueType;
  /** The elements after the type, as far as they can be read. */
  readonly elements: readonly ArrayElement[];
}

/** The declarations of a block whose type is known, in order. */
export const typedEntries = perBlock(({ readings }): readonly TypedEntry[] =>
  readings.flatMap(({ entries }) => entries.flatMap((entry) => readTyped(entry) ?? [])),
);

function readTyped(entry: TemplateEntry): TypedEntry | undefined {
  const value = readValue(entry);
  if (value.kind !== 'array') return undefined;
  const [first, ...elements] = value.array.elements;
  const type =
    first?.kind === 'string' && typeof first.value === 'string'
      ? findValueType(first.value)
      : undefined;
  return type && { entry, type, elements };
}
