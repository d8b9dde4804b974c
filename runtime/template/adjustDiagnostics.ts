import type { TemplateDiagnostic, TemplateRange } from './findings.ts';
import { byPlace } from './findings.ts';
import type { TemplateModel } from './model/templateModel.ts';
import { nearestName } from './nearestName.ts';
import type { SeverityOptions } from './severitySetting.ts';
import { applySeverities, severityOf } from './severitySetting.ts';
import type { Suppression } from './suppressions.ts';
import { suppressionsIn } from './suppressions.ts';
import type { TemplateCode, TemplateRule } from './templateRules.ts';
import { isTemplateCode, templateRules } from './templateRules.ts';

/** What is adjusted: the findings of a template's own text, or those of the files around it. */
export interface AdjustOptions extends SeverityOptions {
  readonly scope?: 'text' | 'project';
}

/**
 * Findings as their author wants them: without those that comments ignore, with the severities that
 * were set, and with hints for comments that ignore nothing. Takes and gives them in order of place.
 */
export function adjustDiagnostics(
  model: TemplateModel,
  found: readonly TemplateDiagnostic[],
  options: AdjustOptions = {},
): readonly TemplateDiagnostic[] {
  const placed = model.blocks.flatMap(({ block, firstLine }) =>
    suppressionsIn(block).map((each) => ({ ...each, line: each.line + firstLine })),
  );
  if (placed.length === 0) return applySeverities(found, options);
  const ignored = new Ignored(placed);
  const left = found.filter(({ code, range }) => !ignored.takes(code, range.start.line));
  const hints = ignored
    .hints(options)
    .filter(({ code, range }) => !ignored.takes(code, range.start.line));
  return applySeverities([...left, ...hints].sort(byPlace), options);
}

/** Which findings comments ignore, and which comments have had something to do. */
class Ignored {
  readonly #all: readonly Suppression[];
  readonly #inFile = new Map<string, Suppression>();
  readonly #inLine = new Map<string, Suppression>();
  readonly #used = new Set<Suppression>();

  constructor(all: readonly Suppression[]) {
    this.#all = all;
    const targets = targetsOf(all);
    for (const each of all) {
      const place = each.reach === 'file' ? this.#inFile : this.#inLine;
      const key = each.reach === 'file' ? each.code : keyOf(each.code, targets.get(each.line));
      if (!place.has(key)) place.set(key, each);
    }
  }

  takes(code: string, line: number): boolean {
    const by = this.#inLine.get(keyOf(code, line)) ?? this.#inFile.get(code);
    if (by) this.#used.add(by);
    return by !== undefined;
  }

  hints(options: AdjustOptions): readonly TemplateDiagnostic[] {
    const { scope = 'text' } = options;
    return this.#all.flatMap((each) => {
      if (!isTemplateCode(each.code)) return scope === 'text' ? [unknown(each)] : [];
      const isIdle = !this.#used.has(each) && isChecked(each.code, scope, options);
      return isIdle ? [unused(each)] : [];
    });
  }
}

function keyOf(code: string, line: number | undefined): string {
  return `${line}:${code}`;
}

/** The line that each comment speaks of: comments that ignore something may stand one below the other. */
function targetsOf(all: readonly Suppression[]): ReadonlyMap<number, number> {
  const targets = new Map<number, number>();
  for (const { line } of all.toReversed()) {
    targets.set(line, targets.get(line) ?? targets.get(line + 1) ?? line + 1);
  }
  return targets;
}

/** Whether a code would be among the findings if it were there; those of comments are not yet. */
function isChecked(code: TemplateCode, scope: 'text' | 'project', options: AdjustOptions): boolean {
  const rule: TemplateRule = templateRules[code];
  if (rule.scope !== scope || code === 'bom' || code === 'lone-cr') return false;
  if (code === 'unused-suppression' || code === 'unknown-suppression') return false;
  return !rule.isOptional || severityOf(code, options) !== 'off';
}

function unknown({ code, ...place }: Suppression): TemplateDiagnostic {
  const guess = code === '' ? undefined : nearestName(code, Object.keys(templateRules));
  const hint = guess === undefined ? 'The documentation lists them.' : `Did you mean "${guess}"?`;
  const message =
    code === '' ? 'Name the codes to ignore.' : `There is no diagnostic "${code}". ${hint}`;
  return { ...hintAt('unknown-suppression', place), message };
}

function unused({ code, reach, ...place }: Suppression): TemplateDiagnostic {
  const where = reach === 'file' ? 'in this file' : 'in the next line';
  const message = `There is no "${code}" ${where} to ignore. Delete the code from the comment.`;
  return { ...hintAt('unused-suppression', place), message };
}

function hintAt(
  code: TemplateCode,
  { line, startCol, endCol }: Pick<Suppression, 'line' | 'startCol' | 'endCol'>,
): Omit<TemplateDiagnostic, 'message'> & { readonly range: TemplateRange } {
  const range = { start: { line, character: startCol }, end: { line, character: endCol } };
  return { code, severity: templateRules[code].severity, range };
}
