import type { EditResult } from './iniEdit.ts';
import { checkedEdits, refuse } from './iniEdit.ts';
import type { IniDocument } from './iniDocument.ts';
import type { IniOption } from './iniModel.ts';
import { notAList, readList } from './jsonList.ts';
import { placeInValue } from './optionText.ts';
import type { TextEdit } from './textEdit.ts';

/** An item of a list, by offsets in the value. */
interface ListItem {
  readonly start: number;
  readonly end: number;
}

/**
 * Edits that take a string out of the JSON list of an option, wherever it stands in it; the spacing
 * of the other items and comments between them stay. None if the list does not have it.
 */
export function removeFromJsonList(
  document: IniDocument,
  section: string,
  name: string,
  item: string,
): EditResult {
  const option = document.option(section, name);
  if (!option || option.value === '') return { ok: true, value: [] };
  const items = readList(option.value);
  if (!items) return refuse(notAList(section, option));
  if (!items.includes(item)) return { ok: true, value: [] };
  const wanted = JSON.stringify(items.filter((each) => each !== item));
  const places = itemsOf(option.value);
  const edits = runsOf(items, item).flatMap((run) => removal(document, option, places, run));
  return checkedEdits(document, edits, {
    section,
    name,
    isWanted: (value) => JSON.stringify(readList(value)) === wanted,
  });
}

/** Items to remove that follow each other, by index, both ends included. */
interface Run {
  readonly first: number;
  readonly last: number;
}

function runsOf(items: readonly unknown[], item: string): readonly Run[] {
  const runs: Run[] = [];
  for (const [index, each] of items.entries()) {
    if (each !== item) continue;
    const before = runs.at(-1);
    if (before?.last === index - 1) runs[runs.length - 1] = { first: before.first, last: index };
    else runs.push({ first: index, last: index });
  }
  return runs;
}

/** With the comma behind it, or at the end of the list with the one before it. */
function removal(
  document: IniDocument,
  option: IniOption,
  places: readonly ListItem[],
  { first, last }: Run,
): readonly TextEdit[] {
  const next = places[last + 1];
  const before = next ? undefined : places[first - 1];
  const start = before?.end ?? places[first]?.start ?? 0;
  const end = next?.start ?? places[last]?.end ?? start;
  const range = { start: offsetOf(option, start), end: offsetOf(option, end), text: '' };
  const hasComment = document.comments.some(
    ({ range: comment }) => comment.start >= range.start && comment.end <= range.end,
  );
  return hasComment ? inPieces(option, range) : [range];
}

/** Only what belongs to the value goes, so that comment lines between its lines stay. */
function inPieces(option: IniOption, { start, end }: TextEdit): readonly TextEdit[] {
  return [option.valueRange, ...option.continuation].flatMap((part) => {
    const piece = { start: Math.max(start, part.start), end: Math.min(end, part.end), text: '' };
    return piece.start < piece.end ? [piece] : [];
  });
}

function offsetOf(option: IniOption, index: number): number {
  return placeInValue(option, index).offset;
}

const tokens = /"(?:[^"\\]|\\.)*"|[[\]{},]|[^\s[\]{},"]+/g;

/** The items of a list that is known to be JSON. */
function itemsOf(list: string): readonly ListItem[] {
  const items: ListItem[] = [];
  let depth = 0;
  let isOpen = false;
  for (const { 0: token, index: start } of list.matchAll(tokens)) {
    const end = start + token.length;
    if (token === ']' || token === '}') depth--;
    const isPart = depth > 1 || (depth === 1 && token !== ',');
    const item = items.at(-1);
    if (isPart && isOpen && item) items[items.length - 1] = { start: item.start, end };
    else if (isPart) items.push({ start, end });
    isOpen = isPart;
    if (token === '[' || token === '{') depth++;
  }
  return items;
}
