import type { TemplateDiagnostic } from './findings.ts';
import type { TemplateCode, TemplateRule, TemplateSeverity } from './templateRules.ts';
import { templateRules } from './templateRules.ts';

/** How much a finding shall matter, or that nobody wants to hear of it. */
export type SeveritySetting = TemplateSeverity | 'off';

/** Which findings an author wants to see, and how grave. */
export interface SeverityOptions {
  /** By code; unknown codes do nothing. Naming a rule that is off by default turns it on. */
  readonly severities?: ReadonlyMap<string, SeveritySetting> | undefined;
  /** Turns on what is off by default: where other readers of ini files differ. */
  readonly isPortabilityOn?: boolean | undefined;
}

/** How grave findings of a code are under some options. */
export function severityOf(code: TemplateCode, options: SeverityOptions): SeveritySetting {
  const rule: TemplateRule = templateRules[code];
  const isOff = rule.isOptional && options.isPortabilityOn !== true;
  return options.severities?.get(code) ?? (isOff ? 'off' : rule.severity);
}

/** Whether any rule that is off by default is on, so that it has to be checked. */
export function isPortabilityWanted(options: SeverityOptions): boolean {
  if (options.isPortabilityOn === true) return true;
  return [...(options.severities ?? [])].some(
    ([code, setting]) => setting !== 'off' && code.startsWith('portability-'),
  );
}

/** The findings that are not off, with the severities that were set. */
export function applySeverities(
  found: readonly TemplateDiagnostic[],
  options: SeverityOptions,
): readonly TemplateDiagnostic[] {
  return found.flatMap((each) => {
    const severity = severityOf(each.code, options);
    if (severity === 'off') return [];
    return severity === each.severity ? [each] : [{ ...each, severity }];
  });
}
