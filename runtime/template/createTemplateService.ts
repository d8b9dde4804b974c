import type { IniPosition } from '../ini/index.ts';
import { completeTemplate } from './completion/completeTemplate.ts';
import type { TemplateCompletion } from './completion/templateCompletion.ts';
import type { TemplateDiagnostic } from './findings.ts';
import { validateTemplate } from './validateTemplate.ts';

/** A template as the editor has it, saved or not. */
export interface TemplateDocument {
  readonly text: string;
  /** Its path, with `/` or `\`. */
  readonly file: string;
}

/** What an editor asks about templates; answers depend on the arguments alone. */
export interface TemplateService {
  validate(document: TemplateDocument): readonly TemplateDiagnostic[];
  /** Proposals for a zero-based place counted in UTF-16 units. */
  complete(document: TemplateDocument, position: IniPosition): readonly TemplateCompletion[];
}

/** The language service of templates, for language server, tests and command line alike. */
export function createTemplateService(): TemplateService {
  return {
    validate: ({ text, file }) => validateTemplate(text, { file }),
    complete: ({ text, file }, position) => completeTemplate(text, file, position),
  };
}
