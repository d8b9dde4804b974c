import type { IniDocument, IniOption, IniRange, IniSection } from '../ini/index.ts';
import { skipBlanks, trimBlanks } from '../ini/index.ts';
import { within } from './templateContext.ts';

/** One declaration as its author meant it: an indented `NAME=` line counts as one, too. */
export interface TemplateEntry {
  readonly name: string;
  readonly nameRange: IniRange;
  readonly delimiter: IniRange;
  /** The pieces of the value, one a line; empty ones are blank lines or a missing first piece. */
  readonly parts: readonly IniRange[];
  /** Where each piece starts in `value`. */
  readonly starts: readonly number[];
  /** The pieces joined by `\n`. */
  readonly value: string;
  readonly isIndented: boolean;
}

/** What the lines of one option turn out to be. */
export interface OptionReading {
  readonly entries: readonly TemplateEntry[];
  /** Section headers that Python takes as a part of the value, since they are indented. */
  readonly headers: readonly IniRange[];
}

/** The declarations of a section in order, with the headers that indentation hides in their values. */
export function readEntries(document: IniDocument, section: IniSection): OptionReading {
  const entries: TemplateEntry[] = [];
  const headers: IniRange[] = [];
  for (const option of section.options) {
    const reading = readOption(document, option);
    for (const entry of reading.entries) entries.push(entry);
    for (const header of reading.headers) headers.push(header);
  }
  return { entries, headers };
}

/** The place of the units `[start, end)` of an entry's value; it ends with the line it starts in. */
export function rangeInValue(entry: TemplateEntry, start: number, end: number): IniRange {
  const index = lastAtMost(entry.starts, start);
  const part = entry.parts[index] ?? entry.nameRange;
  const length = part.end - part.start;
  const from = Math.min(start - (entry.starts[index] ?? 0), length);
  const to = Math.min(end - (entry.starts[index] ?? 0), length);
  return within(part, part.start + from, part.start + Math.max(from, to));
}

/** The index of the last number that is not above the limit; the numbers ascend. */
function lastAtMost(ascending: readonly number[], limit: number): number {
  let low = 0;
  let high = ascending.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((ascending[middle] ?? 0) <= limit) low = middle;
    else high = middle - 1;
  }
  return low;
}

type OpenEntry = Omit<TemplateEntry, 'value' | 'parts' | 'starts'> & { readonly parts: IniRange[] };

function readOption(document: IniDocument, option: IniOption): OptionReading {
  const { name, nameRange, delimiter, valueRange } = option;
  if (option.continuation.length === 0)
    return { entries: [singleLine(option)], headers: noHeaders };
  const open: OpenEntry[] = [
    { name, nameRange, delimiter, parts: [valueRange], isIndented: option.indent > 0 },
  ];
  const headers: IniRange[] = [];
  for (const line of option.continuation) {
    const entry = indentedEntry(document, line);
    const header = hiddenHeader(document.text, line);
    if (entry) open.push(entry);
    else if (header) headers.push(header);
    else if (headers.length === 0) open.at(-1)?.parts.push(line);
  }
  return { entries: open.map((entry) => closeEntry(document, entry)), headers };
}

const noHeaders: readonly IniRange[] = [];
const firstStart: readonly number[] = [0];

/** Nearly every declaration. */
function singleLine({
  name,
  nameRange,
  delimiter,
  value,
  valueRange,
  indent,
}: IniOption): TemplateEntry {
  const isIndented = indent > 0;
  return { name, nameRange, delimiter, parts: [valueRange], starts: firstStart, value, isIndented };
}

function closeEntry(document: IniDocument, entry: OpenEntry): TemplateEntry {
  const value = entry.parts.map((part) => document.textOf(part)).join('\n');
  const starts: number[] = [];
  let at = 0;
  for (const part of entry.parts) {
    starts.push(at);
    at += part.end - part.start + 1;
  }
  return { ...entry, starts, value: value.slice(0, trimBlanks(value, 0, value.length)) };
}

function indentedEntry(document: IniDocument, line: IniRange): OpenEntry | undefined {
  const { text } = document;
  const nameEnd = skipWord(text, line.start, line.end);
  const delimiter = skipBlanks(text, nameEnd, line.end);
  const sign = text.charAt(delimiter);
  if (nameEnd === line.start || delimiter === line.end || (sign !== '=' && sign !== ':')) {
    return undefined;
  }
  const valueStart = skipBlanks(text, delimiter + 1, line.end);
  const nameRange = within(line, line.start, nameEnd);
  return {
    name: document.textOf(nameRange),
    nameRange,
    delimiter: within(line, delimiter, delimiter + 1),
    parts: [within(line, valueStart, line.end)],
    isIndented: true,
  };
}

/** `[name]` with a plain name; anything else in brackets may well be a piece of an array. */
function hiddenHeader(text: string, line: IniRange): IniRange | undefined {
  if (text.charAt(line.start) !== '[') return undefined;
  const nameEnd = skipWord(text, line.start + 1, line.end);
  if (nameEnd === line.start + 1 || text.charAt(nameEnd) !== ']') return undefined;
  return within(line, line.start, nameEnd + 1);
}

function skipWord(text: string, start: number, end: number): number {
  if (start < end && !/[A-Za-z_]/.test(text.charAt(start))) return start;
  let at = start;
  while (at < end && /[\w.-]/.test(text.charAt(at))) at++;
  return at;
}
