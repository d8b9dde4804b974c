import type { ValueType } from '../valueTypes.ts';
import { valueTypes } from '../valueTypes.ts';

/** A type with its arguments in plain Markdown. */
export function describeType(type: ValueType): string {
  return described.get(type.name) ?? describe(type);
}

const described: ReadonlyMap<string, string> = new Map(
  valueTypes.map((type) => [type.name, describe(type)]),
);

function describe(type: ValueType): string {
  const lines = type.arguments.map(
    ({ name, doc, isOptional }) => `- ${name}${isOptional ? ' (optional)' : ''}: ${doc}`,
  );
  return [type.doc, '', ...lines].join('\n');
}
