import type { TypeArgument } from '../valueTypes.ts';
import type { ValuePlace } from './valuePlace.ts';

/** The pages of the web client that show one entry, by lower-case name of the variable. */
const pages: ReadonlyMap<string, string> = new Map([
  ['outlets', 'outlet'],
  ['tests', 'test'],
  ['controls', 'control'],
]);

/** Link patterns for the entries of a list as JSON, the likeliest first. */
export function linkPatterns(argument: TypeArgument, { name }: ValuePlace): readonly string[] {
  const page = pages.get(name.toLowerCase());
  return page === undefined ? [argument.sample] : [`"${page}/~~name~~/edit"`, argument.sample];
}
