import type { CommandInfo, JsonObject, JsonValue } from '../../runtime/protocol/index.ts';

/** A line as it is meant, or why it cannot be. */
export type CommandLine =
  | { readonly ok: true; readonly command: string; readonly data: JsonObject }
  | { readonly ok: false; readonly message: string };

/** A piece of a line between blanks; blanks inside quotes and brackets do not count. */
interface Word {
  readonly text: string;
  readonly start: number;
}

/** Reads `setServer server=web1 state=on`, or a name with one JSON object. */
export function parseCommandLine(line: string): CommandLine {
  const [command, ...rest] = splitWords(line);
  if (!command) return { ok: false, message: 'Write the name of a command.' };
  const values = parseValues(line.slice((rest[0] ?? { start: line.length }).start));
  return values.ok ? { ...values, command: command.text } : values;
}

/** What `key=value` pairs say. */
export type ParsedValues =
  | { readonly ok: true; readonly data: JsonObject }
  | { readonly ok: false; readonly message: string };

/** Reads `server=web1 state=on`, or one JSON object. */
export function parseValues(text: string): ParsedValues {
  if (text.trimStart().startsWith('{')) return parseObject(text);
  const data = new Map<string, JsonValue>();
  for (const { text: word } of splitWords(text)) {
    const at = word.indexOf('=');
    if (at <= 0) {
      const message = `"${word}" has no key. Write key=value, such as server=web1, or one JSON object.`;
      return { ok: false, message };
    }
    const value = parseValue(word.slice(at + 1));
    if (!value.ok) return value;
    data.set(word.slice(0, at), value.value);
  }
  return { ok: true, data: Object.fromEntries(data) };
}

/** Reads JSON where a text looks like it; anything else is the text itself. */
export function parseValue(
  text: string,
):
  | { readonly ok: true; readonly value: JsonValue }
  | { readonly ok: false; readonly message: string } {
  const looksLikeJson = /^(?:[{["]|-?\d|(?:true|false|null)$)/.test(text);
  if (!looksLikeJson) return { ok: true, value: text };
  try {
    return { ok: true, value: JSON.parse(text) as JsonValue };
  } catch {
    if (!/^[{["]/.test(text)) return { ok: true, value: text };
    const message = `${text} is no JSON: look at its quotes and brackets. A plain text needs none of them.`;
    return { ok: false, message };
  }
}

/** A value as it can be typed again. */
export function valueText(value: JsonValue): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const read = /^[^\s"]*$/.test(value) ? parseValue(value) : undefined;
  return read?.ok === true && read.value === value ? value : JSON.stringify(value);
}

/** What can stand where the cursor is. */
export interface Completion {
  /** Where the piece begins that a candidate takes the place of. */
  readonly start: number;
  readonly candidates: readonly string[];
}

/** What completion knows. */
export interface CompletionFacts {
  readonly commands: readonly CommandInfo[];
  readonly servers: readonly string[];
  /** Words of the console itself, such as `help`. */
  readonly words: readonly string[];
}

/** Names of commands first, then the keys of that command, then values that are known. */
export function completeCommandLine(
  line: string,
  cursor: number,
  facts: CompletionFacts,
): Completion {
  const before = line.slice(0, cursor);
  const words = splitWords(before);
  const isNewWord = words.length === 0 || /\s$/.test(before);
  const { text, start } = (isNewWord ? undefined : words.at(-1)) ?? { text: '', start: cursor };
  const [first, ...rest] = (isNewWord ? words : words.slice(0, -1)).map((word) => word.text);
  const names = facts.commands.map(({ name }) => name);
  if (first === undefined) return matching(start, text, [...names, ...facts.words]);
  if (first === 'help') return matching(start, text, names);
  const [key, value] = splitKey(text);
  if (value === undefined) return matching(start, key, openKeys(first, rest, facts));
  return matching(start + key.length + 1, value, valuesOf(key, facts).map(valueText));
}

/** The keys of a command that have not been given yet. */
function openKeys(
  command: string,
  given: readonly string[],
  { commands }: CompletionFacts,
): readonly string[] {
  const taken = new Set(given.map((word) => splitKey(word)[0]));
  const keys = commands.find(({ name }) => name === command)?.keys ?? [];
  return keys.filter((key) => !taken.has(key)).map((key) => `${key}=`);
}

/** Values that a key mostly has, by what Ockle's own commands call things. */
function valuesOf(key: string, { servers }: CompletionFacts): readonly string[] {
  if (key === 'server') return servers;
  return key === 'state' ? ['on', 'off'] : [];
}

/** The longest beginning that all candidates share. */
export function commonStart(candidates: readonly string[]): string {
  const [first = '', ...rest] = candidates;
  let length = first.length;
  for (const each of rest) while (!each.startsWith(first.slice(0, length))) length--;
  return first.slice(0, length);
}

function matching(start: number, typed: string, all: readonly string[]): Completion {
  const candidates = all.filter((each) => each.startsWith(typed)).sort();
  return { start, candidates };
}

function splitKey(word: string): readonly [key: string, value: string | undefined] {
  const at = word.indexOf('=');
  return at < 0 ? [word, undefined] : [word.slice(0, at), word.slice(at + 1)];
}

function parseObject(text: string): ParsedValues {
  try {
    return { ok: true, data: JSON.parse(text) as JsonObject };
  } catch {
    const message = `${text.trim()} is no JSON object: look at its quotes, commas and brackets.`;
    return { ok: false, message };
  }
}

const wordPattern = /(?:"(?:[^"\\]|\\.)*"?|[^\s"])+/g;

/** Pieces are joined while brackets are open, so that `list=["a", "b"]` is one word. */
function splitWords(text: string): readonly Word[] {
  const words: Word[] = [];
  let depth = 0;
  for (const { 0: piece, index } of text.matchAll(wordPattern)) {
    const open = depth > 0 ? words.pop() : undefined;
    const start = open?.start ?? index;
    words.push({ text: text.slice(start, index + piece.length), start });
    const marks = piece.replaceAll(/"(?:[^"\\]|\\.)*"?/g, '');
    depth += (marks.match(/[[{]/g) ?? []).length - (marks.match(/[\]}]/g) ?? []).length;
    depth = Math.max(0, depth);
  }
  return words;
}
