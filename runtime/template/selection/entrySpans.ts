import type { IniPosition } from '../../ini/index.ts';
import type { Stretch } from '../jsonModel.ts';
import type { TemplateSpan } from '../model/templateSpan.ts';
import { toSpan } from '../model/templateSpan.ts';
import { readValue } from '../rules/valueRules.ts';
import type { TemplateEntry } from '../templateEntry.ts';

/** What may be selected around a place in the declaration it is in, from small to large. */
export function entrySpans(
  entries: readonly TemplateEntry[],
  place: IniPosition,
): readonly TemplateSpan[] {
  const entry = entries.findLast(({ nameRange }) => nameRange.line <= place.line);
  const lastPart = entry?.parts.findLast((part) => part.start < part.end);
  if (!entry) return [];
  const end = toSpan(lastPart ?? entry.delimiter).end;
  const stretches = valueStretches(entry, place).map((stretch) => stretchSpan(entry, stretch));
  return [
    toSpan(entry.nameRange),
    ...stretches,
    { start: toSpan(entry.nameRange).start, end },
    { start: { line: entry.nameRange.line, character: 0 }, end },
  ];
}

/** Text in quotes, element, all arguments, array, value. */
function valueStretches(entry: TemplateEntry, place: IniPosition): readonly Stretch[] {
  const at = offsetInValue(entry, place);
  const value = readValue(entry);
  if (at === undefined || value.kind === 'empty') return [];
  const whole = { start: value.kind === 'text' ? value.start : 0, end: entry.value.length };
  if (value.kind === 'text') return [whole];
  const { elements, strings, isClosed, end } = value.array;
  const text = strings.find((each) => each.start < at && at < each.end);
  const element = elements.find((each) => each.start <= at && at <= each.end);
  const [first] = elements;
  const last = elements.at(-1);
  const start = entry.value.indexOf('[');
  return [
    ...(text ? [{ start: text.start + 1, end: text.end - 1 }, text] : []),
    ...(element ? [element] : []),
    ...(first && last ? [{ start: first.start, end: last.end }] : []),
    ...(isClosed
      ? [
          { start: start + 1, end: end - 1 },
          { start, end },
        ]
      : []),
    whole,
  ];
}

function offsetInValue(entry: TemplateEntry, place: IniPosition): number | undefined {
  const index = entry.parts.findIndex(({ line }) => line === place.line);
  const part = entry.parts[index];
  if (!part || place.character < part.character) return undefined;
  const offset = place.character - part.character;
  return offset <= part.end - part.start ? (entry.starts[index] ?? 0) + offset : undefined;
}

function stretchSpan(entry: TemplateEntry, { start, end }: Stretch): TemplateSpan {
  return { start: positionIn(entry, start), end: positionIn(entry, end) };
}

function positionIn(entry: TemplateEntry, offset: number): IniPosition {
  const index = entry.starts.findLastIndex((start) => start <= offset);
  const part = entry.parts[index] ?? entry.nameRange;
  return { line: part.line, character: part.character + offset - (entry.starts[index] ?? 0) };
}
