import { defaultSectionName } from '../../ini/index.ts';
import type { BlockFindings, Finding, FoundReference } from '../findings.ts';
import type { RawValues } from '../referenceGraph.ts';
import { LookBudget, ReferenceGraph } from '../referenceGraph.ts';
import { judgeReference } from '../rules/percentRules.ts';
import type { BlockState } from './blockState.ts';
import type { PlacedBlock } from './templateBlock.ts';

/**
 * Says of each `%(name)s` that was found what it is in the whole file: unknown, circular or merely
 * useless. Done anew each time: hardly any template has one, and what it is may depend on any line.
 */
export function judgeReferences(
  blocks: readonly PlacedBlock[],
  states: readonly BlockState[],
  checked: readonly BlockFindings[],
): readonly BlockFindings[] {
  const sections = new Set<string>();
  for (const { found } of checked) {
    for (const { reference } of found) if (reference) sections.add(reference.section);
  }
  if (sections.size === 0) return checked;
  const graphs = graphsOf(blocks, states, sections);
  return checked.map((findings) =>
    findings.found.some(({ reference }) => reference)
      ? { ...findings, found: findings.found.map((each) => judged(each, graphs)) }
      : findings,
  );
}

function judged(finding: Finding, graphs: ReadonlyMap<string, ReferenceGraph>): Finding {
  const { reference } = finding;
  return reference ? { ...finding, ...messageFor(reference, graphs) } : finding;
}

function messageFor(
  { section, variable, name }: FoundReference,
  graphs: ReadonlyMap<string, ReferenceGraph>,
): Partial<Finding> {
  const graph = graphs.get(section);
  return graph ? judgeReference(variable, name, graph) : {};
}

function graphsOf(
  blocks: readonly PlacedBlock[],
  states: readonly BlockState[],
  sections: ReadonlySet<string>,
): ReadonlyMap<string, ReferenceGraph> {
  const values = valuesOf(blocks, states, new Set([...sections, defaultSectionName]));
  const none: RawValues = new Map();
  const inherited = values.get(defaultSectionName) ?? none;
  const budget = new LookBudget();
  return new Map(
    [...sections].map((name) => {
      const own = values.get(name);
      // What stands before any header inherits nothing.
      return [name, new ReferenceGraph(own ?? none, own ? inherited : none, budget)];
    }),
  );
}

/** The values in all sections of some names, the last of each variable. */
function valuesOf(
  blocks: readonly PlacedBlock[],
  states: readonly BlockState[],
  names: ReadonlySet<string>,
): ReadonlyMap<string, RawValues> {
  const values = new Map<string, Map<string, { readonly value: string }>>();
  for (const [index, { block }] of blocks.entries()) {
    if (!states[index]?.names.some((name) => names.has(name))) continue;
    for (const { name, header, options } of block.document.sections) {
      if (!header || !names.has(name)) continue;
      const own = values.get(name) ?? new Map<string, { readonly value: string }>();
      values.set(name, own);
      for (const option of options) own.set(option.key, option);
    }
  }
  return values;
}
