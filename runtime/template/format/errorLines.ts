import type { TemplateModel } from '../model/templateModel.ts';
import { allDiagnostics } from '../model/validateModel.ts';

/** The lines that have an error, whatever severity the user gives it. */
export function errorLines(model: TemplateModel): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const { severity, range } of allDiagnostics(model)) {
    if (severity === 'error') lines.add(range.start.line);
  }
  return lines;
}
