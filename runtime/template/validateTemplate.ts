import type { TemplateDiagnostic } from './findings.ts';
import { readTemplate } from './model/templateModel.ts';
import type { SeverityOptions } from './severitySetting.ts';
import { validateModel } from './model/validateModel.ts';

/** What a template's rules depend on beside its text. */
export interface ValidationOptions extends SeverityOptions {
  /** The path of the file, with `/` or `\`: its folder and name decide which sections belong in it. */
  readonly file: string;
}

/** Everything wrong with a text as a template, sorted by line, column and code; never throws. */
export function validateTemplate(
  text: string,
  { file, ...options }: ValidationOptions,
): readonly TemplateDiagnostic[] {
  return validateModel(readTemplate(text, file), options);
}
