import type { TypeArgument, ValueType } from '../valueTypes.ts';
import { findValueType } from '../valueTypes.ts';
import type { CursorArgument } from './cursorPlace.ts';
import type { Proposal } from './proposal.ts';
import { describeType, offeredTypes } from './proposeArrays.ts';
import { argumentSnippet, argumentsSnippet } from './snippet.ts';

/** A drop-down of more numbers is no help. */
const mostNumbers = 50;

/** Types for the first element of an array, values that fit the type for the others. */
export function proposeArguments(
  section: string,
  name: string,
  cursor: CursorArgument,
): readonly Proposal[] {
  if (cursor.index === 0) {
    return offeredTypes(section, name).map((type) => proposeType(type, cursor));
  }
  const type = findValueType(unquoted(cursor.typeText));
  const argument = type?.arguments[cursor.index - 1];
  if (!type || !argument) return [];
  const tail = cursor.next === ',' ? '' : restSnippet(type, cursor);
  return proposeValues(argument, cursor).map(({ label, snippet }) => ({
    label,
    kind: 'value',
    detail: argument.name,
    documentation: `${argument.name}: ${argument.doc}`,
    snippet: snippet + tail,
    filterText: label,
    isPreselected: false,
  }));
}

/** A type alone would be an error, so its arguments come with it where there are none yet. */
function proposeType(type: ValueType, cursor: CursorArgument): Proposal {
  const quoted = `"${type.name}"`;
  return {
    label: type.name,
    kind: 'type',
    detail: type.doc,
    documentation: describeType(type),
    snippet: quoted + (cursor.next === ',' ? '' : restSnippet(type, cursor)),
    filterText: cursor.isInText ? quoted : type.name,
    isPreselected: false,
  };
}

/** The arguments that still miss after the cursor's element, and the bracket if it misses, too. */
function restSnippet(type: ValueType, cursor: CursorArgument): string {
  const following = { ...type, arguments: type.arguments.slice(cursor.index) };
  return argumentsSnippet(following, cursor.index + 1) + (cursor.next === '' ? ']' : '');
}

interface ArgumentValue {
  readonly label: string;
  readonly snippet: string;
}

function proposeValues(argument: TypeArgument, cursor: CursorArgument): readonly ArgumentValue[] {
  const sample = { label: argument.sample, snippet: argumentSnippet(argument, 1) };
  if (argument.kind === 'range' || argument.kind === 'url') return [sample];
  if (cursor.isInText) return [];
  if (argument.kind === 'boolean') return ['true', 'false'].map(literal);
  return argument.kind === 'integer' ? (numbersOfRange(cursor) ?? [sample]) : [sample];
}

/** The numbers of a range that is there already and not too long. */
function numbersOfRange(cursor: CursorArgument): readonly ArgumentValue[] | undefined {
  const [low, high, ...more] = unquoted(cursor.nextText).split('-').map(Number);
  if (low === undefined || high === undefined || more.length > 0) return undefined;
  if (!Number.isSafeInteger(low) || !Number.isSafeInteger(high)) return undefined;
  if (low > high || high - low >= mostNumbers) return undefined;
  return Array.from({ length: high - low + 1 }, (_, index) => literal((low + index).toString()));
}

function literal(text: string): ArgumentValue {
  return { label: text, snippet: text };
}

function unquoted(text: string): string {
  return text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : '';
}
