import { trimBlanks } from '../../ini/index.ts';
import { rangeInValue } from '../templateEntry.ts';
import type { TemplateEntry } from '../templateEntry.ts';
import type { TemplateCode } from '../templateRules.ts';
import { valueTypes } from '../valueTypes.ts';
import { sampleOf } from '../rules/typeRules.ts';
import type { ActionTarget } from './actionTarget.ts';
import { editIn } from './actionTarget.ts';
import { inferArray, textArray } from './inferArray.ts';
import { linesAbove } from './lineEdits.ts';
import type { Mend, Mender } from './mend.ts';
import { asComment, beforeBlanks, onDemand, replaceIn, replaceMarked, safely } from './mend.ts';
import type { TemplateEdit } from './templateAction.ts';

/** Mends of values as wholes. */
export const valueMends: Partial<Readonly<Record<TemplateCode, Mender>>> = {
  'colon-delimiter': (target) => {
    const isDoubled = target.block.text.charAt(target.range.end) === '=';
    return [safely('Replace by "="', replaceMarked(target, isDoubled ? '' : '='))];
  },
  'empty-value': fillValue,
  'multiline-value': joinLines,
  'inline-comment': (target) => [
    safely('Move it to a comment line above', ...commentAbove(target, target.range.start)),
  ],
  'semicolon-cut': (target) => [safely('Write as \\u003b', replaceMarked(target, '\\u003b'))],
  'not-an-array': wrap,
  'value-trailing-text': (target) => [
    safely(
      'Delete the text',
      replaceIn(target, beforeBlanks(target, target.range.start), target.range.end, ''),
    ),
  ],
  'portability-semicolon': (target) => [
    safely('Write as \\u003b', replaceMarked(target, '\\u003b')),
  ],
  'portability-hash': (target) => [safely('Write as \\u0023', replaceMarked(target, '\\u0023'))],
  'portability-backslash': (target) => [
    safely('Write as \\u005c', replaceMarked(target, '\\u005c')),
  ],
};

/** The value that the plugin's code asks for comes first. */
function fillValue(target: ActionTarget): readonly Mend[] {
  const { place } = target;
  if (!place) return [];
  const { delimiter, name } = place.entry;
  const isNumber = target.facts?.reads.some(
    (read) =>
      read.name.toLowerCase() === name.toLowerCase() &&
      (read.getter === 'getConfigInt' || read.getter === 'getint'),
  );
  const likely = isNumber === true ? 'int' : 'string';
  return valueTypes
    .filter((type) => !type.isInternal && !type.needsChoices)
    .toSorted((a, b) => Number(b.name === likely) - Number(a.name === likely))
    .map((type) => {
      const text = sampleOf(type);
      const edit = replaceIn(target, delimiter.end, delimiter.end, text);
      return { ...safely(`Insert ${text}`, edit), isSafe: type.name === likely };
    });
}

/** The comments between the lines go above the declaration. */
function joinLines(target: ActionTarget): readonly Mend[] {
  const { place, block, firstLine } = target;
  const entry = place?.entry;
  const parts = entry?.parts.filter(({ start, end }) => start < end) ?? [];
  const [first] = parts;
  const last = parts.at(-1);
  if (!entry || !first || !last) return [];
  const comments = block.document.comments
    .filter(({ range }) => entry.nameRange.line < range.line && range.line < last.line)
    .map(({ range }) => block.document.textOf(range));
  const gap = entry.value.startsWith('[') ? '' : ' ';
  const joins = parts.slice(1).map((part, index) => {
    const before = parts[index]?.end ?? part.start;
    return editIn({ document: block.document, firstLine }, before, part.start, gap);
  });
  const start = entry.parts[0];
  const ownLine =
    start && start !== first
      ? [editIn({ document: block.document, firstLine }, start.end, first.start, '')]
      : [];
  const above = comments.length > 0 ? [commentsOver(target, entry, comments)] : [];
  return [safely('Write it in one line', ...above, ...ownLine, ...joins)];
}

function commentsOver(
  target: ActionTarget,
  entry: TemplateEntry,
  lines: readonly string[],
): TemplateEdit {
  return linesAbove(target.model, entry.nameRange.line + target.firstLine, lines);
}

/** Moves what starts at an offset of the diagnostic's line, up to its end, above the declaration. */
function commentAbove(target: ActionTarget, at: number): readonly TemplateEdit[] {
  const { place, block, range, model, firstLine } = target;
  const line = place?.entry.nameRange.line ?? range.line;
  const end = trimBlanks(block.text, at, block.lines.ends[range.line] ?? at);
  const text = asComment(block.text.slice(at, end));
  return [
    linesAbove(model, line + firstLine, [text]),
    replaceIn(target, beforeBlanks(target, at), end, ''),
  ];
}

function wrap(target: ActionTarget): readonly Mend[] {
  const { place, text, range } = target;
  if (!place || place.entry.parts.filter(({ start, end }) => start < end).length !== 1) return [];
  const comment = commentIn(text);
  const plain = comment === undefined ? text : text.slice(0, comment).trimEnd();
  const value = rangeInValue(place.entry, 0, 0);
  const start = range.start > value.start ? range.start : value.start;
  const moved = comment === undefined ? [] : commentAbove(target, start + comment);
  const edits = (array: string): readonly TemplateEdit[] => [
    ...moved,
    replaceIn(target, start, start + plain.length, array),
  ];
  const doubled = /^[=:]/.test(plain) ? plain.slice(1).trimStart() : '';
  if (doubled.startsWith('[')) return [safely('Delete the second sign', ...edits(doubled))];
  const [likely, asText] = [inferArray(plain), textArray(plain)];
  return [
    safely(`Write ${likely}`, ...edits(likely)),
    ...(likely === asText ? [] : [onDemand(`Write ${asText}`, ...edits(asText))]),
  ];
}

/** Where a comment starts after a blank; none where the whole text would be one. */
function commentIn(text: string): number | undefined {
  for (let at = 1; at < text.length; at++) {
    if (';#'.includes(text.charAt(at)) && ' \t'.includes(text.charAt(at - 1))) return at;
  }
  return undefined;
}
