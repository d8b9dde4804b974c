import type { TemplateDiagnostic } from '../findings.ts';
import type { TemplateModel } from '../model/templateModel.ts';
import { validateModel } from '../model/validateModel.ts';
import type { SeverityOptions } from '../severitySetting.ts';
import { applyTemplateEdits } from './applyTemplateEdits.ts';
import type { Mend } from './mend.ts';

/** The first safe mend that takes its diagnostic away and brings no other: tried, not guessed. */
export function verifiedMend(
  model: TemplateModel,
  { code }: TemplateDiagnostic,
  mends: readonly Mend[],
  options: SeverityOptions,
): Mend | undefined {
  const safe = mends.filter(({ isSafe, change }) => isSafe && change.edits.length > 0);
  if (safe.length === 0) return undefined;
  const before = countByCode(validateModel(model, options));
  return safe.find(({ change }) => {
    const after = countByCode(validateModel(applyTemplateEdits(model, change.edits), options));
    if ((after.get(code) ?? 0) >= (before.get(code) ?? 0)) return false;
    return [...after].every(([each, count]) => count <= (before.get(each) ?? 0));
  });
}

function countByCode(found: readonly TemplateDiagnostic[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { code } of found) counts.set(code, (counts.get(code) ?? 0) + 1);
  return counts;
}
