import {
  applyEdits,
  escapePercent,
  parseIni,
  removeOption,
  setOption,
} from '../../../runtime/ini/index.ts';
import { configPath } from '../../../runtime/project/index.ts';
import type { Plan } from '../../../runtime/scaffold/index.ts';

/** A plan, or why there is none. */
export type VariablePlan =
  { readonly ok: true; readonly plan: Plan } | { readonly ok: false; readonly message: string };

/** What to write so that a plugin reads a value; comments and everything else of the file stay. */
export function planValue(
  config: string | undefined,
  {
    plugin,
    name,
    value,
  }: { readonly plugin: string; readonly name: string; readonly value: string },
): VariablePlan {
  const section = `plugins.${plugin}`;
  const result = setOption(parseIni(config ?? ''), section, name, escapePercent(value));
  if (!result.ok) return { ok: false, message: result.problem.message };
  if (config === undefined) {
    const newFiles = [{ path: configPath, text: applyEdits('', result.value) }];
    return { ok: true, plan: { newFiles, textEdits: [] } };
  }
  return { ok: true, plan: planOf(result.value) };
}

/** What to write so that a plugin reads its template's default again. */
export function planReset(
  config: string | undefined,
  { plugin, name }: { readonly plugin: string; readonly name: string },
): VariablePlan {
  const result = removeOption(parseIni(config ?? ''), `plugins.${plugin}`, name);
  if (!result.ok) return { ok: false, message: result.problem.message };
  return { ok: true, plan: planOf(result.value) };
}

function planOf(edits: Plan['textEdits'][number]['edits']): Plan {
  return { newFiles: [], textEdits: edits.length > 0 ? [{ path: configPath, edits }] : [] };
}
