import type { IniDocument } from '../ini/index.ts';
import { interpolate } from '../ini/index.ts';
import type { ProjectProblem } from './projectProblem.ts';
import { problemsOf } from './projectProblem.ts';

/** The names an option lists, each once, and what was wrong with it. */
export interface NameList {
  readonly names: readonly string[];
  readonly problems: readonly ProjectProblem[];
}

/**
 * Reads `["a", "b"]`; a missing or empty option lists nothing, and any other text is one name, as
 * servers may have it.
 */
export function readNameList(
  document: IniDocument,
  section: string,
  name: string,
  file: string,
): NameList {
  const option = document.option(section, name);
  if (!option) return { names: [], problems: [] };
  const make = problemsOf(document, file);
  const fail = (message: string): NameList => ({
    names: [],
    problems: [make('error', 'name-list-invalid', message, option.nameRange.start)],
  });
  const value = interpolate(document, section, name);
  if (!value.ok) return fail(value.problem.message);
  if (value.value === '') return { names: [], problems: [] };
  if (!value.value.startsWith('[')) return { names: [value.value], problems: [] };
  const names = parseNames(value.value);
  const where = `"${option.name}" in section [${section}]`;
  if (!names) {
    return fail(`${where} is no JSON list of names. Write it as ["first", "second"].`);
  }
  const unique = [...new Set(names)];
  if (unique.length === names.length) return { names, problems: [] };
  const message = `${where} names something twice; it is used once. Remove the repetition.`;
  return {
    names: unique,
    problems: [make('warning', 'name-list-repeats', message, option.nameRange.start)],
  };
}

function parseNames(text: string): readonly string[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) && value.every(isName) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}
