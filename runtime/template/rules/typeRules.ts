import type { JsonArray } from '../jsonArray.ts';
import type { ArrayElement } from '../jsonModel.ts';
import { isWholeNumber } from '../jsonToken.ts';
import { nearestName } from '../nearestName.ts';
import type { TemplateContext } from '../templateContext.ts';
import type { TemplateEntry } from '../templateEntry.ts';
import { rangeInValue } from '../templateEntry.ts';
import type { ArgumentKind, TypeArgument, ValueType } from '../valueTypes.ts';
import { findValueType, valueTypes } from '../valueTypes.ts';

/** A declaration whose value is a JSON array. */
export interface ReadDeclaration {
  readonly entry: TemplateEntry;
  /** The section's name without blanks at its ends. */
  readonly section: string;
  readonly array: JsonArray;
}

/** A declaration of a known type. */
export interface TypedDeclaration extends ReadDeclaration {
  readonly type: ValueType;
  /** The arguments that are there and of the right kind, by their names. */
  readonly arguments: ReadonlyMap<string, ArrayElement>;
}

/** Reports a missing or unknown type and arguments that do not fit it. */
export function checkType(
  context: TemplateContext,
  declaration: ReadDeclaration,
): TypedDeclaration | undefined {
  const type = checkTypeName(context, declaration);
  if (!type) return undefined;
  checkCount(context, declaration, type);
  return { ...declaration, type, arguments: checkArguments(context, declaration, type) };
}

function checkTypeName(
  { findings }: TemplateContext,
  { entry, array }: ReadDeclaration,
): ValueType | undefined {
  const [first] = array.elements;
  if (!first) {
    const range = rangeInValue(entry, 0, array.end);
    findings.add('missing-type', range, `The array is empty. Write it as ["string",""].`);
    return undefined;
  }
  const range = rangeInValue(entry, first.start, first.end);
  if (typeof first.value !== 'string' || first.kind !== 'string') {
    const message = `The first element must be the type in quotes: ${typeNames().join(', ')}.`;
    findings.add('type-not-string', range, message);
    return undefined;
  }
  const type = findValueType(first.value);
  if (!type) findings.add('unknown-type', range, unknownType(first.value));
  else if (type.isInternal) {
    const message = `The type "${type.name}" is reserved for the create forms. Use "string".`;
    findings.add('internal-type', range, message);
  }
  return type;
}

function unknownType(name: string): string {
  const guess = nearestName(name, typeNames());
  const hint =
    name.toLowerCase() === 'multichoice'
      ? 'Choices are declared as "select" or "multilist".'
      : guess === undefined
        ? `Use one of ${typeNames().join(', ')}.`
        : `Did you mean "${guess}"?`;
  return `There is no type "${name}". ${hint}`;
}

function typeNames(): readonly string[] {
  return valueTypes.filter((type) => !type.isInternal).map((type) => type.name);
}

function checkCount(
  { findings }: TemplateContext,
  { entry, array }: ReadDeclaration,
  type: ValueType,
): void {
  const given = array.elements.length - 1;
  const missing = type.arguments.slice(given).filter((argument) => !argument.isOptional);
  if (missing.length > 0) {
    const names = missing.map((argument) => argument.name).join(' and ');
    const message = `"${type.name}" also needs its ${names}: ${sampleOf(type)}.`;
    findings.add('missing-argument', rangeInValue(entry, 0, array.end), message);
  }
  const extra = array.elements.slice(1 + type.arguments.length);
  const [first] = extra;
  if (first) {
    const range = rangeInValue(entry, first.start, extra.at(-1)?.end ?? first.end);
    const message = `"${type.name}" takes ${type.arguments.length === 1 ? 'one element' : `${type.arguments.length} elements`} after its name; the rest is ignored. Delete it.`;
    findings.add('extra-argument', range, message);
  }
}

/** The shortest whole array of a type. */
export function sampleOf(type: ValueType): string {
  const samples = type.arguments
    .filter((argument) => !argument.isOptional)
    .map((argument) => argument.sample);
  return `[${[JSON.stringify(type.name), ...samples].join(',')}]`;
}

function checkArguments(
  context: TemplateContext,
  { entry, array }: ReadDeclaration,
  type: ValueType,
): ReadonlyMap<string, ArrayElement> {
  const fitting = new Map<string, ArrayElement>();
  for (const [index, argument] of type.arguments.entries()) {
    const element = array.elements[index + 1];
    if (!element) break;
    const text = entry.value.slice(element.start, element.end);
    if (fits(element, text, argument.kind)) fitting.set(argument.name, element);
    else {
      const range = rangeInValue(entry, element.start, element.end);
      context.findings.add('argument-type', range, argumentMessage(type, argument));
    }
  }
  return fitting;
}

function fits(element: ArrayElement, text: string, kind: ArgumentKind): boolean {
  if (kind === 'integer') return element.kind === 'number' && isWholeNumber(text);
  return element.kind === (kind === 'boolean' ? 'boolean' : 'string');
}

const kindNames: Readonly<Record<ArgumentKind, string>> = {
  string: 'a text in quotes',
  integer: 'a whole number without quotes',
  boolean: 'true or false without quotes',
  range: 'two numbers in quotes, as "1-8"',
  url: 'a link in quotes',
};

function argumentMessage(type: ValueType, argument: TypeArgument): string {
  return `The ${argument.name} of "${type.name}" must be ${kindNames[argument.kind]}.`;
}
