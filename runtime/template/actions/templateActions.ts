import type { IniPosition } from '../../ini/index.ts';
import type { TemplateDiagnostic } from '../findings.ts';
import type { PluginFacts } from '../model/pluginFacts.ts';
import type { TemplateModel } from '../model/templateModel.ts';
import { allDiagnostics, validateModel } from '../model/validateModel.ts';
import type { SeverityOptions } from '../severitySetting.ts';
import { fixAll, fixKind } from './fixAll.ts';
import type { Mend } from './mend.ts';
import { mendsOf } from './mendsOf.ts';
import { refactorings } from './refactorings.ts';
import { sortKeys } from './sortKeys.ts';
import { ignoreMends } from './suppressionMends.ts';
import type { TemplateAction, TemplateActionKind, TemplateEdit } from './templateAction.ts';
import { verifiedMend } from './verifiedMend.ts';

/** What is asked for, and what is known beside the template. */
export interface TemplateActionOptions extends SeverityOptions {
  readonly facts?: PluginFacts | undefined;
  /**
   * Kinds or the beginnings of kinds, as `refactor`. Without them, all but those that begin with
   * `source` are answered: these are for the whole file and are asked for by name.
   */
  readonly only?: readonly string[] | undefined;
  /** Diagnostics of the file that other files or its bytes tell. */
  readonly further?: readonly TemplateDiagnostic[] | undefined;
}

/** Part of a file, `end` not in it; both may be the same place. */
export interface ActionRange {
  readonly start: IniPosition;
  readonly end: IniPosition;
}

/** An author selects a few lines; more mends than these are no choice. */
const mostMended = 30;

/**
 * What can be done in a part of a template, as it is now. Diagnostics are found anew, so that it does
 * not matter how old those are that the author sees.
 */
export function templateActions(
  model: TemplateModel,
  range: ActionRange,
  options: TemplateActionOptions = {},
): readonly TemplateAction[] {
  const isWanted = (kind: TemplateActionKind): boolean => wants(options.only, kind);
  return [
    ...(isWanted('quickfix') ? quickFixes(model, range, options) : []),
    ...(isWanted('refactor.rewrite') || isWanted('refactor.extract')
      ? refactorings(model, range.start.line, options.facts).filter(({ kind }) => isWanted(kind))
      : []),
    ...(isWanted('source.fixAll.ockle')
      ? sourceAction('Mend all that is safe to mend', 'source.fixAll.ockle', fixAll(model, options))
      : []),
    ...(isWanted('source.sortKeys')
      ? sourceAction('Sort the variables of each section', 'source.sortKeys', sortKeys(model))
      : []),
  ];
}

/** `source` stands for `source.fixAll.ockle`, but `source.fix` does not. */
function wants(only: readonly string[] | undefined, kind: TemplateActionKind): boolean {
  if (!only) return !kind.startsWith('source');
  return only.some((each) => each === '' || kind === each || kind.startsWith(`${each}.`));
}

function sourceAction(
  title: string,
  kind: TemplateActionKind,
  edits: readonly TemplateEdit[],
): readonly TemplateAction[] {
  if (edits.length === 0) return [];
  return [{ title, kind, isPreferred: false, diagnostics: [], change: { edits } }];
}

function quickFixes(
  model: TemplateModel,
  range: ActionRange,
  options: TemplateActionOptions,
): readonly TemplateAction[] {
  const touched = [...validateModel(model, options), ...(options.further ?? [])]
    .filter((found) => isTouching(found.range, range))
    .slice(0, mostMended);
  const all = touched.length === 0 ? [] : allDiagnostics(model, options);
  return [
    ...touched.flatMap((found) => mendActions(model, found, options)),
    ...[...new Set(touched.map(({ code }) => code))].flatMap((code) =>
      kindAction(
        model,
        all.filter((found) => found.code === code),
      ),
    ),
    ...touched.flatMap((found) =>
      ignoreMends(model, found).map((mend) => toAction(mend, [found], false)),
    ),
  ];
}

function mendActions(
  model: TemplateModel,
  found: TemplateDiagnostic,
  options: TemplateActionOptions,
): readonly TemplateAction[] {
  const mends = mendsOf(model, found, options.facts);
  const preferred = verifiedMend(model, found, mends, options);
  return mends.map((mend) => toAction(mend, [found], mend === preferred));
}

/** Only where there is more than one. */
function kindAction(
  model: TemplateModel,
  found: readonly TemplateDiagnostic[],
): readonly TemplateAction[] {
  const [first, second] = found;
  if (!first || !second) return [];
  const edits = fixKind(model, found);
  if (edits.length === 0) return [];
  const title = `Mend all ${first.code} in this file`;
  return [toAction({ title, change: { edits }, isSafe: false }, found, false)];
}

function toAction(
  { title, change }: Mend,
  diagnostics: readonly TemplateDiagnostic[],
  isPreferred: boolean,
): TemplateAction {
  return { title, kind: 'quickfix', isPreferred, diagnostics, change };
}

/** Whether two ranges share a place; a cursor at the end of a range touches it. */
function isTouching(one: ActionRange, other: ActionRange): boolean {
  return !isBefore(one.end, other.start) && !isBefore(other.end, one.start);
}

function isBefore(one: IniPosition, other: IniPosition): boolean {
  return one.line < other.line || (one.line === other.line && one.character < other.character);
}
