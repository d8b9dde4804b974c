import { skipBlanks, trimBlanks } from './blank.ts';
import type { EditResult } from './iniEdit.ts';
import { checkedEdits, refuse } from './iniEdit.ts';
import type { IniDocument } from './iniDocument.ts';
import type { IniOption } from './iniModel.ts';
import { escapePercent } from './interpolate.ts';
import { notAList, readList } from './jsonList.ts';
import { placeInValue } from './optionText.ts';
import { setOption } from './setOption.ts';
import type { TextEdit } from './textEdit.ts';

/**
 * Edits that add a string to the JSON list of an option, at its end and in the list's own spacing.
 * None if the list has it already; section and option are created where missing.
 */
export function addToJsonList(
  document: IniDocument,
  section: string,
  name: string,
  item: string,
): EditResult {
  const option = document.option(section, name);
  const added = escapePercent(JSON.stringify(item));
  if (!option || option.value === '') return setOption(document, section, name, `[${added}]`);
  const items = readList(option.value);
  if (!items) return refuse(notAList(section, option));
  if (items.includes(item)) return { ok: true, value: [] };
  const wanted = JSON.stringify([...items, item]);
  return checkedEdits(document, [appendItem(document, option, added)], {
    section,
    name,
    isWanted: (value) => JSON.stringify(readList(value)) === wanted,
  });
}

function appendItem(document: IniDocument, option: IniOption, added: string): TextEdit {
  const { value } = option;
  const contentEnd = trimBlanks(value, 0, value.length - 1);
  const at = placeInValue(option, contentEnd).offset;
  const last = lastItem(value);
  if (last.start >= contentEnd) return { start: at, end: at, text: added };
  return { start: at, end: at, text: separator(document, option, last) + added };
}

/** Where the last item starts, and where the comma or bracket before it ends. */
interface LastItem {
  readonly start: number;
  readonly gapStart: number;
  readonly isOnly: boolean;
}

function lastItem(list: string): LastItem {
  const comma = lastTopLevelComma(list);
  const gapStart = (comma ?? 0) + 1;
  const isOnly = comma === undefined;
  return { start: skipBlanks(list, gapStart, list.length - 1), gapStart, isOnly };
}

function separator(document: IniDocument, option: IniOption, last: LastItem): string {
  const gap = option.value.slice(last.gapStart, last.start);
  if (!gap.includes('\n')) return last.isOnly ? ', ' : `,${gap}`;
  const { part } = placeInValue(option, last.start);
  const lineStart = document.lines.starts[part.line] ?? part.start;
  return `,${document.lineEnd}${document.text.slice(lineStart, part.start)}`;
}

function lastTopLevelComma(list: string): number | undefined {
  let found: number | undefined;
  let depth = 0;
  let inString = false;
  for (let at = 0; at < list.length; at++) {
    const unit = list.charAt(at);
    if (inString) {
      if (unit === '\\') at++;
      else if (unit === '"') inString = false;
    } else if (unit === '"') inString = true;
    else if (unit === '[' || unit === '{') depth++;
    else if (unit === ']' || unit === '}') depth--;
    else if (unit === ',' && depth === 1) found = at;
  }
  return found;
}
