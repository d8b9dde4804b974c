import type { IniOption } from '../../ini/index.ts';
import { readJsonArray } from '../jsonArray.ts';
import type { Stretch } from '../jsonModel.ts';
import { blanksAfter } from './blankText.ts';
import type { FormatStyle } from './formatOptions.ts';

/** Units of a line between two parts of a declaration, and what should stand there. */
export interface Gap {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The gaps around the delimiter and at the end of the declaration's own line. */
export function nameGaps(
  { nameRange, delimiter, valueRange }: IniOption,
  lineLength: number,
  style: FormatStyle,
): readonly Gap[] {
  const text = style.spaceAroundEquals === true ? ' ' : '';
  const nameEnd = nameRange.character + nameRange.end - nameRange.start;
  const valueEnd = valueRange.character + valueRange.end - valueRange.start;
  const isEmpty = valueRange.start === valueRange.end;
  const valueStart = { start: delimiter.character + 1, end: valueRange.character, text };
  return [
    { start: nameEnd, end: delimiter.character, text },
    ...(isEmpty ? [] : [valueStart]),
    { start: valueEnd, end: lineLength, text: '' },
  ];
}

/** The gaps in an array of one line, in several none; undefined where there is no array in order. */
export function valueGaps(option: IniOption, style: FormatStyle): readonly Gap[] | undefined {
  const { value, valueRange, continuation } = option;
  if (!value.trimStart().startsWith('[')) return undefined;
  const array = readJsonArray(value, value.indexOf('['));
  if (array.errors.length > 0 || !array.isClosed || array.end < value.length) return undefined;
  if (continuation.length > 0) return [];
  const comma = style.spaceAfterComma === true ? ', ' : ',';
  return gapsBetween(value, array.strings).map(({ start, end }) => ({
    start: valueRange.character + start,
    end: valueRange.character + end,
    text: value.charAt(start - 1) === ',' ? comma.slice(1) : '',
  }));
}

/** The runs of blanks outside texts, and the place after each comma. */
function gapsBetween(value: string, strings: readonly Stretch[]): readonly Stretch[] {
  const ends = new Map(strings.map(({ start, end }) => [start, end]));
  const gaps: Stretch[] = [];
  let start = 0;
  while (start < value.length) {
    const end = blanksAfter(value, start);
    if (end > start || value.charAt(start - 1) === ',') gaps.push({ start, end });
    start = ends.get(end) ?? end + 1;
  }
  return gaps;
}
