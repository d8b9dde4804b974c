import type { PluginFacts } from '../model/pluginFacts.ts';
import { hasChoices } from '../rules/choiceRules.ts';
import type { ValueType } from '../valueTypes.ts';
import { valueTypes } from '../valueTypes.ts';

/** The variable that a value belongs to. */
export interface ValuePlace {
  readonly section: string;
  readonly name: string;
  /** The type that the plugin's code reads it as, where it does. */
  readonly readAs: string | undefined;
}

/** The types that work for a variable, the likeliest first. */
export function offeredTypes({ section, name, readAs }: ValuePlace): readonly ValueType[] {
  const isOffered = hasChoices(section, name);
  return valueTypes
    .filter((type) => !type.isInternal && (isOffered || !type.needsChoices))
    .map((type) => ({ type, rank: type.name === readAs ? 0 : type.needsChoices ? 1 : 2 }))
    .sort((one, other) => one.rank - other.rank)
    .map(({ type }) => type);
}

/** A variable that the code of a template's plugin reads. */
export interface ReadVariable {
  readonly name: string;
  readonly type: string;
}

/** The variables that the plugin's code reads from a section, each once, in the order of the code. */
export function readVariables(
  facts: PluginFacts | undefined,
  section: string,
): readonly ReadVariable[] {
  if (facts === undefined || section !== `plugins.${facts.className}`) return [];
  const found = new Map<string, ReadVariable>();
  for (const { name, getter } of facts.reads) {
    const key = name.toLowerCase();
    const isNumber = getter === 'getConfigInt' || getter === 'getint';
    if (isNumber) found.set(key, { name: found.get(key)?.name ?? name, type: 'int' });
    else if (!found.has(key) && isPlainName(name)) found.set(key, { name, type: 'string' });
  }
  return [...found.values()].filter(({ name }) => isPlainName(name));
}

function isPlainName(name: string): boolean {
  return /^[A-Za-z_][\w.-]*$/.test(name);
}
