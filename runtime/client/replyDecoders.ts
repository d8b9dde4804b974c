import type { JsonValue, ReceivedData } from '../communication/wire/index.ts';
import { ClientError } from './clientError.ts';

/** Turns a value of a reply into what it means; throws a text that says what is wrong. */
export type ReplyDecoder<Value> = (value: JsonValue) => Value;

/** The text of a key; an empty element is an empty text. */
export function textOf(reply: ReceivedData, key: string): string {
  const value = new Map(Object.entries(reply)).get(key);
  if (value === null) return '';
  if (typeof value === 'string') return value;
  throw unreadable(key, value === undefined ? 'is missing' : 'is no text');
}

/** The JSON of a key, decoded. */
export function jsonOf<Value>(
  reply: ReceivedData,
  key: string,
  decode: ReplyDecoder<Value>,
): Value {
  let json: JsonValue;
  try {
    json = JSON.parse(textOf(reply, key)) as JsonValue;
  } catch (thrown) {
    throw thrown instanceof ClientError ? thrown : unreadable(key, 'is no JSON');
  }
  try {
    return decode(json);
  } catch (thrown) {
    throw unreadable(key, thrown instanceof Error ? thrown.message : String(thrown));
  }
}

export const text: ReplyDecoder<string> = (value) => {
  if (typeof value !== 'string') throw new Error('has no text where one belongs');
  return value;
};

export const textOrNull: ReplyDecoder<string | null> = (value) =>
  value === null ? null : text(value);

export const any: ReplyDecoder<JsonValue> = (value) => value;

/** An object with values of one kind; names come from outside, so it becomes a Map. */
export function mapOf<Value>(
  decode: ReplyDecoder<Value>,
): ReplyDecoder<ReadonlyMap<string, Value>> {
  return (value) =>
    new Map(Object.entries(objectOf(value)).map(([name, each]) => [name, decode(each)]));
}

export function listOf<Value>(decode: ReplyDecoder<Value>): ReplyDecoder<readonly Value[]> {
  return (value) => {
    if (!isList(value)) throw new Error('has no list where one belongs');
    return value.map(decode);
  };
}

/** The named value of an object, null when it is missing. */
export function field<Value>(value: JsonValue, name: string, decode: ReplyDecoder<Value>): Value {
  return decode(new Map(Object.entries(objectOf(value))).get(name) ?? null);
}

function objectOf(value: JsonValue): Readonly<Record<string, JsonValue>> {
  if (typeof value !== 'object' || value === null || isList(value)) {
    throw new Error('has no object where one belongs');
  }
  return value;
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function unreadable(key: string, what: string): ClientError {
  return new ClientError('reply-unreadable', `The value “${key}” of the reply ${what}.`);
}
