import { skipBlanks } from '../../ini/index.ts';
import type { ReadValue } from '../rules/valueRules.ts';
import type { TemplateEntry } from '../templateEntry.ts';
import type { ValueType } from '../valueTypes.ts';
import { findValueType } from '../valueTypes.ts';

/** What a variable holds, as outlines show it. */
export type VariableKind = 'string' | 'number' | 'boolean' | 'array' | 'enum' | 'variable';

/** A value in a few words. */
export interface ValueDescription {
  readonly kind: VariableKind;
  /** Type and default; the text itself where it is no declaration. */
  readonly detail: string;
}

const longestDetail = 60;

const kindOfControl: Readonly<Record<ValueType['form'], VariableKind>> = {
  text: 'string',
  number: 'number',
  'true-false': 'boolean',
  'drop-down': 'enum',
  'check-boxes': 'array',
  'new-name': 'string',
};

/** Says what a value is; a broken one is described as far as it can be read. */
export function describeValue(entry: TemplateEntry, value: ReadValue): ValueDescription {
  if (value.kind === 'empty') return { kind: 'variable', detail: '' };
  if (value.kind === 'text') return describeText(firstLine(entry.value.slice(value.start)));
  const [first] = value.array.elements;
  const type = typeof first?.value === 'string' ? findValueType(first.value) : undefined;
  if (!type) return { kind: 'array', detail: shorten(firstLine(entry.value)) };
  const fallback = type.hasDefault ? elementText(entry, value, 1) : '';
  const range = type.name === 'intrange' ? elementText(entry, value, 2) : '';
  const words = [type.name, fallback, range && `(${unquoted(range)})`];
  return { kind: kindOf(type), detail: shorten(words.filter((word) => word !== '').join(' ')) };
}

/** A range is chosen from a list, but what is chosen is a number. */
function kindOf(type: ValueType): VariableKind {
  return type.arguments[0]?.kind === 'integer' ? 'number' : kindOfControl[type.form];
}

function describeText(text: string): ValueDescription {
  const detail = shorten(text);
  if (/^-?\d+$/.test(text)) return { kind: 'number', detail };
  if (text === 'true' || text === 'false') return { kind: 'boolean', detail };
  return { kind: 'string', detail };
}

function elementText(
  entry: TemplateEntry,
  value: Extract<ReadValue, { kind: 'array' }>,
  index: number,
): string {
  const element = value.array.elements[index];
  return element ? firstLine(entry.value.slice(element.start, element.end)) : '';
}

function unquoted(text: string): string {
  return text.replaceAll('"', '');
}

function firstLine(text: string): string {
  const start = skipBlanks(text, 0, text.length);
  const end = text.indexOf('\n', start);
  return end === -1 ? text.slice(start) : text.slice(start, end);
}

function shorten(text: string): string {
  if (text.length <= longestDetail) return text;
  const cut = text.slice(0, longestDetail - 1);
  const isHalf = /[\ud800-\udbff]$/.test(cut);
  return `${isHalf ? cut.slice(0, -1) : cut}\u2026`;
}
