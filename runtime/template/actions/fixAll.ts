import type { TemplateDiagnostic } from '../findings.ts';
import type { TemplateBlock } from '../model/templateBlock.ts';
import { TemplateModel } from '../model/templateModel.ts';
import { allDiagnostics } from '../model/validateModel.ts';
import type { SeverityOptions } from '../severitySetting.ts';
import type { TemplateCode } from '../templateRules.ts';
import { applyTemplateEdits, joinEdits } from './applyTemplateEdits.ts';
import { mendsOf } from './mendsOf.ts';
import type { TemplateEdit } from './templateAction.ts';

/** The codes whose mend cannot mean anything else than what was written. */
const safeCodes: ReadonlySet<TemplateCode> = new Set<TemplateCode>([
  'section-name-whitespace',
  'indented-section-header',
  'indented-key',
  'indented-comment',
  'rem-comment',
  'colon-delimiter',
  'inline-comment',
  'value-trailing-text',
  'json-single-quotes',
  'json-smart-quotes',
  'json-python-literal',
  'json-unquoted-string',
  'json-trailing-comma',
  'json-missing-comma',
  'json-control-char',
]);

/** Those of them that can turn one section into another. */
const headerCodes: ReadonlySet<TemplateCode> = new Set<TemplateCode>([
  'section-name-whitespace',
  'indented-section-header',
]);

/**
 * Edits that mend all that can be mended safely. What is hidden behind something else comes to light
 * then, so a second or third round may find more; no round adds an error.
 */
export function fixAll(
  model: TemplateModel,
  options: SeverityOptions = {},
): readonly TemplateEdit[] {
  const found = allDiagnostics(model, options).filter(({ code }) => safeCodes.has(code));
  const edits = fix(model, found);
  const isWorse = () => errorsOf(applyTemplateEdits(model, edits)) > errorsOf(model);
  const hasHeaders = found.some(({ code }) => headerCodes.has(code));
  return hasHeaders && isWorse()
    ? fix(
        model,
        found.filter(({ code }) => !headerCodes.has(code)),
      )
    : edits;
}

/** The edits that mend all diagnostics of one code, where each has a safe mend. */
export function fixKind(
  model: TemplateModel,
  found: readonly TemplateDiagnostic[],
): readonly TemplateEdit[] {
  return joinEdits(found.flatMap((each) => safeEdits(model, each)));
}

function safeEdits(
  model: TemplateModel,
  diagnostic: TemplateDiagnostic,
): readonly (readonly TemplateEdit[])[] {
  const mend = mendsOf(model, diagnostic).find(({ isSafe }) => isSafe);
  return mend ? [mend.change.edits] : [];
}

function fix(model: TemplateModel, found: readonly TemplateDiagnostic[]): readonly TemplateEdit[] {
  const groups = new Map<TemplateBlock, BlockGroup>();
  for (const diagnostic of found) {
    const { block, firstLine } = model.blockAt(diagnostic.range.start.line);
    const group = groups.get(block) ?? { block, firstLine, lists: [] };
    groups.set(block, group);
    group.lists.push(...safeEdits(model, diagnostic));
  }
  return joinEdits([...groups.values()].flatMap((group) => fixBlock(model, group)));
}

interface BlockGroup {
  readonly block: TemplateBlock;
  readonly firstLine: number;
  readonly lists: (readonly TemplateEdit[])[];
}

/** Everything at once if that adds no error to the block, else one by one. */
function fixBlock(
  { file }: TemplateModel,
  { block, firstLine, lists }: BlockGroup,
): readonly (readonly TemplateEdit[])[] {
  const alone = new TemplateModel(file, [{ block, firstLine: 0 }]);
  const errors = errorsOf(alone);
  const isNoWorse = (edits: readonly TemplateEdit[]): boolean => {
    const moved = edits.map((edit) => moveUp(edit, firstLine));
    return errorsOf(applyTemplateEdits(alone, moved)) <= errors;
  };
  const all = joinEdits(lists);
  return isNoWorse(all) ? [all] : lists.slice(0, mostSingle).filter(isNoWorse);
}

/** Trying each of many mends of one section would take long. */
const mostSingle = 50;

function moveUp({ start, end, text }: TemplateEdit, lines: number): TemplateEdit {
  return {
    start: { ...start, line: start.line - lines },
    end: { ...end, line: end.line - lines },
    text,
  };
}

function errorsOf(model: TemplateModel): number {
  return allDiagnostics(model, {}).filter(({ severity }) => severity === 'error').length;
}
