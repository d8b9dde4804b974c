import type { TemplateDiagnostic } from '../findings.ts';
import { validateTemplate } from '../validateTemplate.ts';
import type { TemplateModel } from './templateModel.ts';

/** Everything wrong with a template, sorted by line, column and code; never throws. */
export function validateModel(model: TemplateModel): readonly TemplateDiagnostic[] {
  return validateTemplate(model.text, { file: model.file });
}
