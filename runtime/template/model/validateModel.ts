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
  const { file, kind } = model;
  const isPortabilityOn = isPortabilityWanted(options);
  const blocks = model.blocks.map(({ block }) => block);
  const checked = checkBlocks(blocks, { file, kind, isPortabilityOn });
  const { shown, left } = checked.hasSuppressions
    ? placeAdjusted(model, checked, options)
    : placeFindings(model.blocks, checked, options, mostShown);
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

/** Comments may ignore any finding, so all have to be there before they are counted. */
function placeAdjusted(
  model: TemplateModel,
  checked: CheckedBlocks,
  options: SeverityOptions,
): PlacedFindings {
  const all = placeFindings(model.blocks, checked, { isPortabilityOn: true }, Infinity);
  const adjusted = adjustDiagnostics(model, all.shown, options);
  return {
    shown: adjusted.slice(0, mostShown),
    left: Math.max(0, adjusted.length - mostShown) + all.left,
  };
}
