import type { CommandInfo, JsonObject, JsonValue } from '../../../runtime/protocol/index.ts';
import { askText, type QuickInputParts, type TextRemark } from '../../commands/quickInput.ts';
import { parseValue, parseValues, valueText } from '../../console/commandLine.ts';

/** What is known before asking. */
export interface KnownValues {
  /** What was sent the last time. */
  readonly last: JsonObject;
  readonly servers: readonly string[];
}

/** Asks for the values of a command, known keys one by one; nothing when the user leaves. */
export async function askForValues(
  parts: QuickInputParts,
  command: CommandInfo,
  { last, servers }: KnownValues,
): Promise<JsonObject | undefined> {
  const { name, keys = [] } = command;
  const texts = new Map(keys.map((key) => [key, textOf(last[key])]));
  let rest = restText(last, keys);
  const totalSteps = keys.length + 1;
  for (let step = 0; step < totalSteps;) {
    const key = keys[step];
    const place = { title: name, step: step + 1, totalSteps };
    const answer =
      key === undefined
        ? await askText(parts, place, { ...restPrompt, value: rest }, (text) =>
            remarkOnAll(name, texts, text),
          )
        : await askText(parts, place, promptOf(key, texts.get(key) ?? '', servers), (text) =>
            remarkOn(key, text),
          );
    if (answer.kind === 'cancelled') return undefined;
    if (answer.kind === 'chosen' && key !== undefined) texts.set(key, answer.value);
    if (answer.kind === 'chosen' && key === undefined) rest = answer.value;
    step += answer.kind === 'back' ? -1 : 1;
  }
  return dataOf(texts, rest);
}

const restPrompt = {
  prompt: 'More values as key=value, if it takes any. Enter sends the command.',
  placeholder: 'server=web1 names=["a","b"]',
};

function promptOf(
  key: string,
  value: string,
  servers: readonly string[],
): { readonly prompt: string; readonly placeholder: string; readonly value: string } {
  const few = servers.slice(0, 4).join(', ');
  const example = key === 'server' && few !== '' ? `such as ${few}` : 'a text, or JSON';
  return { prompt: `${key}: leave it empty to send none`, placeholder: example, value };
}

function remarkOn(key: string, text: string): TextRemark {
  if (text === '') return { isRefused: false, message: `${key} is not sent.` };
  const value = parseValue(text);
  if (!value.ok) return { isRefused: true, message: value.message };
  return { isRefused: false, message: `${key} = ${JSON.stringify(value.value)}` };
}

function remarkOnAll(name: string, texts: ReadonlyMap<string, string>, text: string): TextRemark {
  const values = parseValues(text);
  if (!values.ok) return { isRefused: true, message: values.message };
  return { isRefused: false, message: `${name} ${JSON.stringify(dataOf(texts, text))}` };
}

function dataOf(texts: ReadonlyMap<string, string>, rest: string): JsonObject {
  const data = new Map<string, JsonValue>();
  for (const [key, text] of texts) {
    const value = parseValue(text);
    if (text !== '' && value.ok) data.set(key, value.value);
  }
  const more = parseValues(rest);
  return { ...Object.fromEntries(data), ...(more.ok ? more.data : {}) };
}

function textOf(value: JsonValue | undefined): string {
  return value === undefined ? '' : fieldText(value);
}

/** In a field of its own a text with blanks needs no quotes. */
function fieldText(value: JsonValue): string {
  if (typeof value !== 'string') return JSON.stringify(value);
  const read = parseValue(value);
  return read.ok && read.value === value ? value : JSON.stringify(value);
}

function restText(last: JsonObject, keys: readonly string[]): string {
  return Object.entries(last)
    .filter(([key]) => !keys.includes(key) && /^[^\s="]+$/.test(key))
    .map(([key, value]) => `${key}=${valueText(value)}`)
    .join(' ');
}
