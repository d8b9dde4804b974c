import type { JsonObject, JsonValue } from '../../../runtime/protocol/index.ts';
import { readNested } from '../../support/nestedJson.ts';
import { outlineId, type OutlineRow } from '../outline/outlineRow.ts';
import { escapeMarkdown } from '../serverTree/serverTooltip.ts';
import { cut } from '../plugins/pluginText.ts';

/** A tree of more rows helps nobody; the whole reply opens in an editor. */
const mostRows = 200;
const deepest = 12;
const longestValue = 100;

/** Rows for a reply, as its structure is; `id` is that of the row above. */
export function replyRows(
  id: string,
  reply: JsonObject | readonly JsonValue[],
  depth = 0,
): readonly OutlineRow[] {
  const entries: readonly (readonly [string, JsonValue])[] = isList(reply)
    ? reply.map((value, index) => [String(index), value])
    : Object.entries(reply);
  const rows = entries
    .slice(0, mostRows)
    .map(([key, value]) => valueRow(outlineId(id, key), key, value, depth));
  const more = entries.length - rows.length;
  return more > 0 ? [...rows, restRow(outlineId(id, '', 'more'), more)] : rows;
}

function valueRow(id: string, key: string, sent: JsonValue, depth: number): OutlineRow {
  const value = readNested(sent);
  const isNested = typeof value === 'object' && value !== null;
  const children = isNested && depth < deepest ? replyRows(id, value, depth + 1) : [];
  const text = isNested ? countText(value) : leafText(value);
  return {
    id,
    label: key === '' ? '""' : cut(key, longestValue),
    description: cut(text, longestValue),
    icon: iconOf(value),
    tooltip: `**${escapeMarkdown(key)}** ${escapeMarkdown(cut(text, 1000))}${value === sent ? '' : '\n\nSent as a text that holds JSON\\.'}`,
    accessibilityLabel: `${key}, ${text}`,
    contextValue: 'ockle.replyValue',
    children,
    isExpanded: children.length <= 12 && depth < 2,
  };
}

function restRow(id: string, more: number): OutlineRow {
  const text = `${more} more`;
  return {
    id,
    label: text,
    description: '',
    icon: 'ellipsis',
    tooltip: 'Open the reply in an editor to see all of it\\.',
    accessibilityLabel: text,
    contextValue: 'ockle.message',
    children: [],
  };
}

function countText(value: JsonObject | readonly JsonValue[]): string {
  const count = Object.keys(value).length;
  if (count === 0) return 'empty';
  const one = isList(value) ? 'entry' : 'key';
  const several = isList(value) ? 'entries' : 'keys';
  return count === 1 ? `1 ${one}` : `${count} ${several}`;
}

function leafText(value: string | number | boolean | null): string {
  if (value === '') return 'empty text';
  return String(value);
}

function iconOf(value: JsonValue): string {
  if (value === null) return 'circle-slash';
  if (typeof value === 'string') return 'symbol-string';
  if (typeof value === 'number') return 'symbol-numeric';
  if (typeof value === 'boolean') return 'symbol-boolean';
  return isList(value) ? 'symbol-array' : 'symbol-object';
}

function isList(value: JsonObject | readonly JsonValue[]): value is readonly JsonValue[] {
  return Array.isArray(value);
}
