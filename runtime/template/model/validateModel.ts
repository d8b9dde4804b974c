import { adjustDiagnostics } from '../adjustDiagnostics.ts';
import type { TemplateDiagnostic } from '../findings.ts';
import { byPlace } from '../findings.ts';
import type { SeverityOptions } from '../severitySetting.ts';
import { isPortabilityWanted, severityOf } from '../severitySetting.ts';
import type { CheckedBlocks } from './checkBlocks.ts';
import { checkBlocks } from './checkBlocks.ts';
import type { PlacedFindings } from './placeFindings.ts';
import { placeFindings } from './placeFindings.ts';
import type { TemplateModel } from './templateModel.ts';

/** More would help nobody and stall the editor. */
const mostShown = 1000;

/**
 * Everything wrong with a template, sorted by line, column and code; never throws. After a change
 * only the blocks that it touched are checked again.
 */
export function validateModel(
  model: TemplateModel,
  options: SeverityOptions = {},
): readonly TemplateDiagnostic[] {
  const { shown, left } = findMost(model, options, mostShown);
  if (left === 0) return shown;
  const severity = severityOf('too-many-problems', options);
  if (severity === 'off') return shown;
  const notice: TemplateDiagnostic = {
    code: 'too-many-problems',
    severity,
    message: `${left} further problems in this file are not shown. Mend some of these first.`,
    range: {
      start: { line: 0, character: 0 },
      end: { line: 0, character: model.lineText(0).length },
    },
  };
  return [...shown, notice].sort(byPlace);
}

/** The same, however many there are: for what mends a whole file. */
export function allDiagnostics(
  model: TemplateModel,
  options: SeverityOptions = {},
): readonly TemplateDiagnostic[] {
  return findMost(model, options, Infinity).shown;
}

function findMost(model: TemplateModel, options: SeverityOptions, most: number): PlacedFindings {
  const { file, kind } = model;
  const isPortabilityOn = isPortabilityWanted(options);
  const checked = checkBlocks(model.blocks, { file, kind, isPortabilityOn });
  return checked.hasSuppressions
    ? placeAdjusted(model, checked, options, most)
    : placeFindings(model.blocks, checked, options, most);
}

/** Comments may ignore any finding, so all have to be there before they are counted. */
function placeAdjusted(
  model: TemplateModel,
  checked: CheckedBlocks,
  options: SeverityOptions,
  most: number,
): PlacedFindings {
  const all = placeFindings(model.blocks, checked, { isPortabilityOn: true }, Infinity);
  const adjusted = adjustDiagnostics(model, all.shown, options);
  return {
    shown: adjusted.slice(0, most),
    left: Math.max(0, adjusted.length - most) + all.left,
  };
}
