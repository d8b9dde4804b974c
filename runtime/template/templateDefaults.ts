import { interpolate, parseIni } from '../ini/index.ts';
import { findValueType } from './valueTypes.ts';

/** A variable of a template, as far as the daemon needs it. */
export interface TemplateDefault {
  /** The name as the template spells it. */
  readonly name: string;
  /** The type as written; the validator is who complains about unknown ones. */
  readonly type: string;
  /** Undefined for select and multilist, whose second element is a flag. */
  readonly default: string | number | boolean | undefined;
  /** Zero-based line of the declaration. */
  readonly line: number;
}

/**
 * The variables that a template declares in one section, by lower-case name.
 * Declarations that cannot be read are left out: `validateTemplate` says why.
 */
export function templateDefaults(
  text: string,
  section: string,
): ReadonlyMap<string, TemplateDefault> {
  const document = parseIni(text);
  const defaults = new Map<string, TemplateDefault>();
  for (const [key, option] of document.options(section)) {
    const value = interpolate(document, section, key);
    const elements = value.ok ? readArray(value.value) : undefined;
    const type = elements?.[0];
    if (!elements || typeof type !== 'string') continue;
    const fallback = findValueType(type)?.hasDefault === false ? undefined : scalar(elements[1]);
    defaults.set(key, { name: option.name, type, default: fallback, line: option.nameRange.line });
  }
  return defaults;
}

function readArray(text: string): readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function scalar(value: unknown): string | number | boolean | undefined {
  const isScalar =
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
  return isScalar ? value : undefined;
}
