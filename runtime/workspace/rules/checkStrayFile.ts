import type { TemplateDiagnostic } from '../../template/index.ts';
import { finding } from '../finding.ts';

/** A file in the folder of plugin templates that is none; an empty one does no harm. */
export function checkStrayFile(path: string, text: string): readonly TemplateDiagnostic[] {
  if (text.trim() === '') return [];
  const name = path.slice(path.lastIndexOf('/') + 1);
  const message = `The original reads every file of this folder as a template, and ${name} is none. Move or delete it.`;
  const end = text.search(/[\r\n]/);
  const range = {
    start: { line: 0, character: 0 },
    end: { line: 0, character: end === -1 ? text.length : end },
  };
  return [finding('stray-template-file', range, message)];
}
