import type { PluginVariable } from '../../../runtime/protocol/index.ts';
import type { ShownVariable } from './pluginEntry.ts';
import { shownValue, valueText } from './variableRow.ts';

/** The variables as they are now, and what each will be once the plugin reads its files again. */
export function withPending(
  now: readonly PluginVariable[],
  written: readonly PluginVariable[],
): readonly ShownVariable[] {
  const next = new Map(written.map((variable) => [variable.name.toLowerCase(), variable]));
  const shown = now.map((variable): ShownVariable => {
    const key = variable.name.toLowerCase();
    const later = next.get(key);
    next.delete(key);
    const isHidden = variable.isSecret === true;
    if (!later || isHidden || valueText(later) === valueText(variable)) return { variable };
    return { variable, afterReload: shownValue(later) };
  });
  const added = [...next.values()].map((variable): ShownVariable => {
    if (now === written) return { variable };
    return { variable: { ...variable, value: null }, afterReload: shownValue(variable) };
  });
  return [...shown, ...added];
}
