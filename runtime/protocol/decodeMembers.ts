import type { JsonObject } from './jsonValue.ts';

/** The member of an object that came from outside; inherited ones do not count. */
export function member(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`it is no object with “${name}”`);
  }
  return Object.hasOwn(value, name)
    ? (value as Readonly<Record<string, unknown>>)[name]
    : undefined;
}

/** @throws Error that names the member */
export function textMember(value: unknown, name: string): string {
  const found = member(value, name);
  if (typeof found !== 'string') throw new Error(`“${name}” is no text`);
  return found;
}

/** @throws Error that names the member */
export function numberMember(value: unknown, name: string): number {
  const found = member(value, name);
  if (typeof found !== 'number') throw new Error(`“${name}” is no number`);
  return found;
}

/** @throws Error that names the member */
export function booleanMember(value: unknown, name: string): boolean {
  const found = member(value, name);
  if (typeof found !== 'boolean') throw new Error(`“${name}” is neither true nor false`);
  return found;
}

/** @throws Error that names the member */
export function choiceMember<Choice extends string>(
  value: unknown,
  name: string,
  choices: readonly Choice[],
): Choice {
  const found = member(value, name);
  const choice = choices.find((candidate) => candidate === found);
  if (choice === undefined) throw new Error(`“${name}” is none of ${choices.join(', ')}`);
  return choice;
}

/** @throws Error that names the member */
export function textsMember(value: unknown, name: string): readonly string[] {
  const found = member(value, name);
  if (!Array.isArray(found) || !found.every((item) => typeof item === 'string')) {
    throw new Error(`“${name}” is no list of texts`);
  }
  return found;
}

/** An object, or null. @throws Error that names the member */
export function objectOrNullMember(value: unknown, name: string): JsonObject | null {
  const found = member(value, name);
  if (found === null) return null;
  return toJsonObject(found, `“${name}”`);
}

/** Whatever came out of JSON.parse is JSON; only its kind has to be looked at. */
export function toJsonObject(value: unknown, what: string): JsonObject {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${what} is no object`);
  }
  return value as JsonObject;
}
