import type { GateRule } from './gate.ts';

/** Refuses what a plugin asks after a newer generation of it was started. */
export function generationRule(
  currentGeneration: (plugin: string, asking: number) => number | undefined,
): GateRule {
  return {
    name: 'generation',
    check({ actor: { plugin, generation } }) {
      if (plugin === undefined || generation === undefined) return { allow: true };
      const current = currentGeneration(plugin, generation);
      if (current === undefined || current === generation) return { allow: true };
      const reason = `${plugin} was started again: its run number ${generation} was replaced by number ${current}.`;
      return { allow: false, reason };
    },
  };
}
