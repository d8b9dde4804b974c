import type { JsonValue } from '../../../communication/wire/index.ts';
import { pythonJson } from '../../../communication/wire/index.ts';
import { isSecretOption, secretMask } from '../secretOptions.ts';

/** Texts by section and option. */
export type IniSections = Readonly<Record<string, Readonly<Record<string, string>>>>;

/**
 * Reads the JSON of `iniDict`: texts stay, lists become JSON texts, names of options lower-case.
 * A secret that is masked is left out, so that it stays as it is.
 * @throws Error when it is of another shape
 */
export function readIniDict(json: string): IniSections {
  const sections = Object.entries(dictOf(parse(json), '“iniDict”'));
  return Object.fromEntries(
    sections.map(([section, options]) => [section, readOptions(section, options)]),
  );
}

function readOptions(section: string, options: JsonValue): Readonly<Record<string, string>> {
  const texts = new Map<string, string>();
  for (const [name, value] of Object.entries(dictOf(options, `Section [${section}]`))) {
    const key = name.toLowerCase();
    if (texts.has(key)) {
      throw new Error(`Option “${name}” of section [${section}] is given twice. Give it once.`);
    }
    texts.set(key, toText(section, name, value));
  }
  const told = [...texts].filter(([key, text]) => !(isSecretOption(key) && text === secretMask));
  return Object.fromEntries(told);
}

function toText(section: string, name: string, value: JsonValue): string {
  if (typeof value === 'string') return value;
  if (Array.isArray(value)) return pythonJson(value);
  const kind = value === null ? 'null' : typeof value;
  throw new Error(
    `Option “${name}” of section [${section}] is ${kind}. Give it as text or as a list.`,
  );
}

function dictOf(value: JsonValue, what: string): Readonly<Record<string, JsonValue>> {
  if (typeof value === 'object' && value !== null && !isList(value)) return value;
  throw new Error(`${what} is no JSON object. Write it as {"section": {"option": "text"}}.`);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function parse(json: string): JsonValue {
  try {
    return JSON.parse(json) as JsonValue;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new Error(`“iniDict” is no JSON: ${reason}.`, { cause: error });
  }
}
