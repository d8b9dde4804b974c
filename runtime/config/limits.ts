import type { IniDocument } from '../ini/index.ts';
import { interpolate } from '../ini/index.ts';
import type { Problem } from '../protocol/index.ts';
import type { LimitDefinition } from './limitTable.ts';
import { limitTable, limitUnits } from './limitTable.ts';
import { optionPlace } from './optionPlace.ts';

type LimitName = keyof typeof limitTable;

/** The limits of a project: times in milliseconds, sizes in bytes or characters, or counts. */
export type Limits = Readonly<Record<LimitName, number>>;

const section = 'limits';

const definitions: ReadonlyMap<string, LimitDefinition> = new Map(Object.entries(limitTable));

/** What holds where etc/config.ini says nothing. */
export const usualLimits = limitsOf((definition) => definition.usual);

/** Reads section `[limits]`; a bad value becomes a problem and the limit's usual value. */
export function readLimits(
  document: IniDocument,
  file: string,
): { readonly limits: Limits; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const limits = limitsOf((definition) => {
    if (!document.option(section, definition.option)) return definition.usual;
    const read = interpolate(document, section, definition.option);
    const value = read.ok ? toNumber(read.value) : NaN;
    if (isWithin(value, definition)) return value;
    problems.push({
      code: 'limit-invalid',
      severity: 'warning',
      message: invalid(definition),
      source: optionPlace(document, file, section, definition.option),
    });
    return definition.usual;
  });
  return { limits, problems: [...problems, ...unknownOptions(document, file)] };
}

function limitsOf(read: (definition: LimitDefinition) => number): Limits {
  const values = [...definitions].map(([name, definition]) => [
    name,
    // Rounded, because 0.1 s are not exactly 100 ms in binary numbers.
    Math.round(read(definition) * limitUnits[definition.unit].size),
  ]);
  return Object.fromEntries(values) as Limits;
}

function toNumber(text: string): number {
  return text.trim() === '' ? NaN : Number(text);
}

function isWithin(value: number, { unit, least, most }: LimitDefinition): boolean {
  if (limitUnits[unit].isWhole && !Number.isSafeInteger(value)) return false;
  return value >= least && value <= most;
}

function invalid({ option, unit, usual, least, most }: LimitDefinition): string {
  const kind = limitUnits[unit].isWhole ? 'a whole number' : 'a number';
  const of = unit === '' ? '' : ` of ${unit}`;
  return (
    `"${option}" in section [limits] must be ${kind}${of} from ${least} to ${most}; ${usual} is used. ` +
    `Write ${option} = ${usual}.`
  );
}

function unknownOptions(document: IniDocument, file: string): readonly Problem[] {
  const known = [...definitions.values()].map(({ option }) => option);
  const own = document.sections.filter(({ header, name }) => header && name === section);
  const written = new Set(own.flatMap(({ options }) => options.map(({ key }) => key)));
  return [...written]
    .filter((name) => !known.includes(name))
    .map((name) => ({
      code: 'limit-unknown',
      severity: 'warning',
      message: `There is no limit "${name}", so the line means nothing. The limits are: ${known.join(', ')}.`,
      source: optionPlace(document, file, section, name),
    }));
}
