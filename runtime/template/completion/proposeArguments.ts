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
  return proposeValues(argument, cursor).map((proposal) => ({
    ...proposal,
    documentation: `${argument.name}: ${argument.doc}`,
  }));
}

/** A type alone would be an error, so its arguments come with it where there are none yet. */
function proposeType(type: ValueType, cursor: CursorArgument): Proposal {
  const quoted = `"${type.name}"`;
  const rest = cursor.next === ',' ? '' : argumentsSnippet(type, 1);
  const close = cursor.next === '' ? ']' : '';
  return {
    label: type.name,
    kind: 'type',
    detail: type.doc,
    documentation: describeType(type),
    snippet: quoted + rest + close,
    filterText: cursor.isInText ? quoted : type.name,
    isPreselected: false,
  };
}

function proposeValues(argument: TypeArgument, cursor: CursorArgument): readonly Proposal[] {
  const close = cursor.next === '' ? ']' : '';
  switch (argument.kind) {
    case 'boolean':
      return cursor.isInText ? [] : ['true', 'false'].map((text) => value(text, argument, close));
    case 'integer':
      return cursor.isInText ? [] : proposeNumbers(argument, cursor);
    case 'string':
      return cursor.isInText ? [] : [textValue(argument, close)];
    case 'range':
    case 'url':
      return [textValue(argument, close)];
  }
}

/** The numbers of a range that is there already, else a sample. */
function proposeNumbers(argument: TypeArgument, cursor: CursorArgument): readonly Proposal[] {
  const [low, high, ...more] = unquoted(cursor.nextText).split('-').map(Number);
  const isRange =
    low !== undefined && high !== undefined && more.length === 0 && high - low < mostNumbers;
  if (isRange && Number.isSafeInteger(low) && Number.isSafeInteger(high) && low < high) {
    return Array.from({ length: high - low + 1 }, (_, index) =>
      value((low + index).toString(), argument, ''),
    );
  }
  return [value(argument.sample, argument, '')];
}

function value(text: string, argument: TypeArgument, close: string): Proposal {
  return {
    label: text,
    kind: 'value',
    detail: argument.name,
    documentation: '',
    snippet: text + close,
    filterText: text,
    isPreselected: false,
  };
}

function textValue(argument: TypeArgument, close: string): Proposal {
  const label = argument.sample;
  return { ...value(label, argument, close), label, snippet: argumentSnippet(argument, 1) + close };
}

function unquoted(text: string): string {
  return text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : '';
}
