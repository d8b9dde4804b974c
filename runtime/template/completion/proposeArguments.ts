import type { ArrayElement } from '../jsonModel.ts';
import { nearestName } from '../nearestName.ts';
import type { TypeArgument, ValueType } from '../valueTypes.ts';
import { findValueType } from '../valueTypes.ts';
import { arrayTail, arrayWith, readBounds, sampleFor } from './arrayTail.ts';
import type { CursorArgument } from './cursorPlace.ts';
import { describeType } from './describeType.ts';
import type { Proposal } from './proposal.ts';
import { proposePlaceholder } from './proposePlaceholder.ts';
import { argumentSnippet, literalSnippet, stopsOf } from './snippet.ts';
import { linkPatterns } from './linkPatterns.ts';
import type { ValuePlace } from './valuePlace.ts';
import { offeredTypes } from './valuePlace.ts';

/** A drop-down of more numbers is no help. */
const mostNumbers = 50;

/** Types for the first element of an array, values that fit the type for the others. */
export function proposeArguments(
  line: string,
  character: number,
  place: ValuePlace,
  cursor: CursorArgument,
): readonly Proposal[] {
  if (cursor.index === 0) return proposeTypes(line, place, cursor);
  const type = findValueType(unquoted(cursor.typeText));
  const argument = type?.arguments[cursor.index - 1];
  if (!type || !argument) return [];
  if (cursor.quote !== '') {
    const placeholder = proposePlaceholder(line, character, argument, cursor.token);
    if (placeholder) return [placeholder];
  }
  return proposeValues(line, argument, place, cursor).map((value, index) => ({
    ...proposeValue(line, cursor, type, argument, value),
    isLikePrevious: index > 0,
  }));
}

/** A type alone would be an error, so its arguments come with it where they do not fit or miss. */
function proposeTypes(
  line: string,
  place: ValuePlace,
  cursor: CursorArgument,
): readonly Proposal[] {
  const typed = unquoted(cursor.typeText) || cursor.typeText.replace(/\W/g, '');
  const types = offeredTypes(place);
  const meant = nearestName(
    typed,
    types.map(({ name }) => name),
  );
  const isSlip = meant !== undefined && meant !== typed;
  const ordered = isSlip
    ? [...types].sort((one, other) => Number(other.name === meant) - Number(one.name === meant))
    : types;
  return ordered.map((type) => {
    const quoted = `"${type.name}"`;
    const { snippet, end } = arrayTail(line, cursor, quoted, type, 1);
    const written = line.slice(cursor.token.start, cursor.token.end);
    return {
      label: type.name,
      kind: 'type',
      detail: type.doc,
      documentation: describeType(type),
      snippet: quoted + snippet,
      token: { start: cursor.token.start, end },
      filterText: isSlip && type.name === meant ? written : cursor.quote + type.name,
      isPreselected: type.name === place.readAs,
    };
  });
}

interface ArgumentValue {
  readonly json: string;
  readonly detail: string;
  /** Whether it is one of the values there are, not just a start. */
  readonly isFinal: boolean;
}

function proposeValue(
  line: string,
  cursor: CursorArgument,
  type: ValueType,
  argument: TypeArgument,
  { json, detail, isFinal }: ArgumentValue,
): Proposal {
  const { snippet, end } = arrayTail(line, cursor, json, type, 1 + stopsOf(argument));
  return {
    label: json,
    kind: 'value',
    detail,
    documentation: `${argument.name}: ${argument.doc}\n\n${argument.rule}`,
    snippet: (isFinal ? literalSnippet(json) : argumentSnippet(argument, 1, json)) + snippet,
    token: { start: cursor.token.start, end },
    filterText: json,
    isPreselected: false,
  };
}

function proposeValues(
  line: string,
  argument: TypeArgument,
  place: ValuePlace,
  cursor: CursorArgument,
): readonly ArgumentValue[] {
  const { kind, name, meanings } = argument;
  if (cursor.quote !== '' && kind !== 'range' && kind !== 'url') return [];
  if (kind === 'boolean') {
    const literals = ['true', 'false'] as const;
    return literals.map((json) => ({ json, detail: meanings?.[json] ?? name, isFinal: true }));
  }
  const { elements } = arrayWith(line, cursor, '0');
  const before = elements[cursor.index - 1];
  if (kind === 'integer') {
    return proposeNumbers(line, argument, cursor, elements[cursor.index + 1]);
  }
  if (kind === 'url') {
    if (before?.value === false) return [];
    return linkPatterns(argument, place).map((json) => ({ json, detail: name, isFinal: true }));
  }
  const json = sampleFor(argument, before?.kind === 'number' ? `${before.value}` : '', undefined);
  return [{ json, detail: name, isFinal: false }];
}

/** The numbers of the range behind, or the number that is typed, or any. */
function proposeNumbers(
  line: string,
  { name, sample }: TypeArgument,
  { token }: CursorArgument,
  next: ArrayElement | undefined,
): readonly ArgumentValue[] {
  const numbers = typeof next?.value === 'string' ? numbersOf(next.value) : undefined;
  if (numbers) return numbers.map((json) => ({ json, detail: name, isFinal: true }));
  const typed = line.slice(token.start, token.end);
  const isNumber = /^(?:0|[1-9]\d{0,14})$/.test(typed);
  return [{ json: isNumber ? typed : sample, detail: name, isFinal: false }];
}

/** The first numbers of a range that is there already. */
function numbersOf(range: string): readonly string[] | undefined {
  const bounds = readBounds(range);
  if (!bounds) return undefined;
  const length = Math.min(bounds.high - bounds.low + 1, mostNumbers);
  return Array.from({ length }, (_, index) => (bounds.low + index).toString());
}

function unquoted(text: string): string {
  return text.length > 1 && text.startsWith('"') && text.endsWith('"') ? text.slice(1, -1) : '';
}
