import type { ValueType } from '../valueTypes.ts';
import { argumentSyntax } from '../valueTypes.ts';

/** A type written like a function, with where in it each of its arguments stands. */
export interface TypeSignature {
  readonly label: string;
  /** Units `[start, end)` of the label. */
  readonly parameters: readonly (readonly [start: number, end: number])[];
}

/** `intrange(default: int, range: "min-max")` */
export function typeSignature(type: ValueType): TypeSignature {
  let label = `${type.name}(`;
  const parameters = type.arguments.map(({ name, kind, isOptional }, index) => {
    if (index > 0) label += ', ';
    const start = label.length;
    label += `${name}${isOptional ? '?' : ''}: ${argumentSyntax[kind]}`;
    return [start, label.length] as const;
  });
  return { label: `${label})`, parameters };
}
