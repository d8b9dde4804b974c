import { sampleOf } from '../rules/typeRules.ts';
import type { ValueType } from '../valueTypes.ts';
import { findValueType } from '../valueTypes.ts';
import { describeType } from './describeType.ts';
import type { Proposal } from './proposal.ts';
import { arraySnippet, literalSnippet } from './snippet.ts';
import type { ReadVariable, ValuePlace } from './valuePlace.ts';
import { offeredTypes } from './valuePlace.ts';

/** One whole array for each type. */
export function proposeArrays(place: ValuePlace): readonly Proposal[] {
  return offeredTypes(place).map((type) => ({
    label: sampleOf(type),
    kind: 'array',
    detail: type.doc,
    documentation: describeType(type),
    snippet: arraySnippet(type, 1),
    filterText: sampleOf(type),
    isPreselected: type.name === place.readAs,
  }));
}

/** One whole line for each type that works anywhere; a name typed already is kept. */
export function proposeLines(
  place: ValuePlace,
  declared: ReadonlySet<string>,
): readonly Proposal[] {
  const { name } = place;
  if (declared.has(name.toLowerCase())) return [];
  const fresh = freshName(declared);
  return offeredTypes(place).map((type) => ({
    label: `${name === '' ? fresh : name}=${sampleOf(type)}`,
    kind: 'variable',
    detail: type.doc,
    documentation: describeType(type),
    snippet:
      name === ''
        ? `\${1:${fresh}}=${arraySnippet(type, 2)}`
        : `${literalSnippet(name)}=${arraySnippet(type, 1)}`,
    filterText: name === '' ? type.name : name,
    isPreselected: false,
  }));
}

/** One line for each variable that the plugin's code reads and nothing declares. */
export function proposeReads(
  reads: readonly ReadVariable[],
  className: string,
  isDeclared: boolean,
): readonly Proposal[] {
  return reads.flatMap(({ name, type: typeName }, index) => {
    const type = findValueType(typeName);
    if (!type) return [];
    const line = lineOf(name, type, 1);
    return {
      label: isDeclared ? name : line.label,
      kind: 'variable',
      detail: `read by ${className}`,
      documentation: describeType(type),
      snippet: isDeclared ? literalSnippet(name) : line.snippet,
      filterText: name,
      isPreselected: index === 0 && !isDeclared,
    };
  });
}

/** A declaration, and the snippet of it. */
export function lineOf(
  name: string,
  type: ValueType,
  firstStop: number,
): { readonly label: string; readonly snippet: string } {
  return {
    label: `${name}=${sampleOf(type)}`,
    snippet: `${literalSnippet(name)}=${arraySnippet(type, firstStop)}`,
  };
}

/** A name that would not be a second declaration. */
function freshName(declared: ReadonlySet<string>): string {
  let number = 1;
  while (declared.has(nameOf(number).toLowerCase())) number++;
  return nameOf(number);
}

function nameOf(number: number): string {
  return number === 1 ? 'NAME' : `NAME_${number}`;
}
