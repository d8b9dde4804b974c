import type { ArrayElement } from '../jsonModel.ts';
import { nearestName } from '../nearestName.ts';
import { hasChoices } from '../rules/choiceRules.ts';
import type { TemplateCode } from '../templateRules.ts';
import { rangeInValue } from '../templateEntry.ts';
import type { ValueType } from '../valueTypes.ts';
import { findValueType, valueTypes } from '../valueTypes.ts';
import type { ActionTarget } from './actionTarget.ts';
import { convertArray, convertElement, defaultOf } from './convertArray.ts';
import type { Mend, Mender } from './mend.ts';
import { onDemand, replaceIn, replaceInValue, replaceMarked, safely } from './mend.ts';
import type { ArrayPlace } from './valueAt.ts';
import { arrayAt, elementAt, elementText, typedAt } from './valueAt.ts';

/** Mends of types and of the elements they take. */
export const typeMends: Partial<Readonly<Record<TemplateCode, Mender>>> = {
  'missing-type': (target) => changeTypes(target, onDemand),
  'type-not-string': nameType,
  'unknown-type': guessType,
  'internal-type': (target) => [safely('Change to "string"', replaceMarked(target, '"string"'))],
  'missing-argument': appendArguments,
  'extra-argument': deleteExtra,
  'argument-type': (target) => [...convertArgument(target), ...changeTypes(target, onDemand, true)],
  'int-negative-default': (target) => changeTo(target, 'string', onDemand),
  'int-unsafe': (target) => changeTo(target, 'string', safely),
  'multichoice-undefined': (target) => [
    ...changeTo(target, 'string', onDemand),
    ...changeTo(target, 'intrange', onDemand),
  ],
};

/** The types that a variable of that name may have. */
export function possibleTypes({ entry, section }: ArrayPlace): readonly ValueType[] {
  return valueTypes.filter(
    (type) => !type.isInternal && (!type.needsChoices || hasChoices(section, entry.name)),
  );
}

/** A way for each type; those alone that keep the default, if that is asked for. */
function changeTypes(target: ActionTarget, way: typeof onDemand, isKept = false): readonly Mend[] {
  const place = arrayAt(target);
  if (!place) return [];
  const current = place.array.elements[0]?.value;
  return possibleTypes(place)
    .filter((type) => type.name !== current && (!isKept || keepsDefault(place, type)))
    .flatMap((type) => changeTo(target, type.name, way));
}

function keepsDefault(place: ArrayPlace, type: ValueType): boolean {
  const element = defaultOf(place);
  const kind = type.arguments[0]?.kind;
  if (!element || !kind || !type.hasDefault) return false;
  if (kind === 'boolean' && !isTruthWord(element)) return false;
  return convertElement(place, element, kind) !== undefined;
}

/** `1` can be a flag, but is hardly ever meant as one. */
function isTruthWord({ value }: ArrayElement): boolean {
  return ['true', 'false'].includes(String(value).toLowerCase());
}

/** The way to give the declaration another type. */
export function changeTo(
  target: Pick<ActionTarget, 'place' | 'block' | 'firstLine'> & ActionTarget,
  name: string,
  way: typeof onDemand,
): readonly Mend[] {
  const place = arrayAt(target);
  const type = findValueType(name);
  if (!place || !type) return [];
  const text = convertArray(place, type);
  const stretch = { start: 0, end: place.array.end };
  return [way(`Change to ${text}`, replaceInValue(target, place.entry, stretch, text))];
}

const typeOfKind: ReadonlyMap<string, string> = new Map([
  ['number', 'int'],
  ['boolean', 'bool'],
]);

/** The name may stand second, or be missing before a value that tells it. */
function nameType(target: ActionTarget): readonly Mend[] {
  const place = arrayAt(target);
  const [first, second] = place?.array.elements ?? [];
  if (!place || !first) return [];
  const { entry } = place;
  if (typeof second?.value === 'string' && findValueType(second.value)) {
    return [
      safely(
        'Swap the elements',
        replaceInValue(target, entry, first, elementText(entry, second)),
        replaceInValue(target, entry, second, elementText(entry, first)),
      ),
    ];
  }
  const name = typeOfKind.get(first.kind);
  const start = { start: first.start, end: first.start };
  return name === undefined || second
    ? [onDemand('Write "string"', replaceMarked(target, '"string"'))]
    : [safely(`Put "${name}" before it`, replaceInValue(target, entry, start, `"${name}",`))];
}

function guessType(target: ActionTarget): readonly Mend[] {
  const place = arrayAt(target);
  const name = place?.array.elements[0]?.value;
  if (!place || typeof name !== 'string') return [];
  const names = possibleTypes(place).map((type) => type.name);
  const guess = nearestName(name, names);
  const wanted = guess === undefined ? names : [guess];
  return wanted.map((each) => ({
    ...safely(`Change to "${each}"`, replaceMarked(target, JSON.stringify(each))),
    isSafe: each === guess,
  }));
}

function appendArguments(target: ActionTarget): readonly Mend[] {
  const place = typedAt(target);
  const last = place?.array.elements.at(-1);
  if (!place || !last) return [];
  const given = place.array.elements.slice(1).map((each) => elementText(place.entry, each));
  const samples = convertArray(place, place.type).slice(1, -1);
  const missing = place.type.arguments
    .slice(given.length)
    .filter(({ isOptional }) => !isOptional)
    .map(({ name, sample }) => (name === 'range' ? rangeOf(samples) : sample));
  const text = missing.map((each) => `,${each}`).join('');
  const stretch = { start: last.end, end: last.end };
  return [
    safely(`Add ${missing.join(' and ')}`, replaceInValue(target, place.entry, stretch, text)),
  ];
}

/** The last element of a list. */
function rangeOf(samples: string): string {
  return samples.slice(samples.lastIndexOf(',') + 1);
}

function deleteExtra(target: ActionTarget): readonly Mend[] {
  const place = typedAt(target);
  const count = place?.type.arguments.length ?? 0;
  const kept = place?.array.elements[count];
  if (!place || !kept) return [];
  const { start } = rangeInValue(place.entry, kept.end, kept.end);
  const edit = replaceIn(target, start, target.range.end, '');
  return [safely('Delete what is too much', edit)];
}

function convertArgument(target: ActionTarget): readonly Mend[] {
  const place = typedAt(target);
  const element = place && elementAt(target, place);
  if (!place || !element) return [];
  const kind = place.type.arguments[place.array.elements.indexOf(element) - 1]?.kind;
  const text = kind && convertElement(place, element, kind);
  return text === undefined ? [] : [safely(`Write ${text}`, replaceMarked(target, text))];
}
