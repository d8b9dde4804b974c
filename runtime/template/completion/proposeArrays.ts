import { hasChoices } from '../rules/choiceRules.ts';
import { sampleOf } from '../rules/typeRules.ts';
import type { ValueType } from '../valueTypes.ts';
import { valueTypes } from '../valueTypes.ts';
import type { Proposal } from './proposal.ts';
import { argumentsSnippet, literalSnippet } from './snippet.ts';

/** The types that a template may use, those that need choices last where there are none. */
export function offeredTypes(section: string, name: string): readonly ValueType[] {
  const offered = valueTypes.filter((type) => !type.isInternal);
  const chosen = offered.filter((type) => type.needsChoices);
  const plain = offered.filter((type) => !type.needsChoices);
  return hasChoices(section, name) ? [...chosen, ...plain] : [...plain, ...chosen];
}

/** One whole array for each type. */
export function proposeArrays(section: string, name: string): readonly Proposal[] {
  return offeredTypes(section, name).map((type) => ({
    label: sampleOf(type),
    kind: 'array',
    detail: type.doc,
    documentation: describeType(type),
    snippet: arraySnippet(type, 1),
    filterText: sampleOf(type),
    isPreselected: false,
  }));
}

/** One whole line for each type that works anywhere; a name typed already is kept. */
export function proposeVariables(section: string, word: string): readonly Proposal[] {
  return offeredTypes(section, word)
    .filter((type) => !type.needsChoices || hasChoices(section, word))
    .map((type) => ({
      label: `${word === '' ? 'NAME' : word}=${sampleOf(type)}`,
      kind: 'variable',
      detail: type.doc,
      documentation: describeType(type),
      snippet:
        word === ''
          ? `\${1:NAME}=${arraySnippet(type, 2)}`
          : `${literalSnippet(word)}=${arraySnippet(type, 1)}`,
      filterText: word === '' ? type.name : word,
      isPreselected: false,
    }));
}

/** A type with its arguments in plain Markdown. */
export function describeType(type: ValueType): string {
  const lines = type.arguments.map(
    ({ name, doc, isOptional }) => `- ${name}${isOptional ? ' (optional)' : ''}: ${doc}`,
  );
  return [type.doc, '', ...lines].join('\n');
}

function arraySnippet(type: ValueType, firstStop: number): string {
  return `["${type.name}"${argumentsSnippet(type, firstStop)}]`;
}
