import type { PlacedBlock, TemplateBlock } from '../model/templateBlock.ts';
import type { TemplateModel } from '../model/templateModel.ts';

/** Those of some sections that a template does not have yet; the header in one line does not count. */
export function missingSections(
  model: TemplateModel,
  names: readonly string[],
  exceptLine: number,
): readonly string[] {
  const missing = new Map(names.map((name) => [`[${name}]`, name]));
  for (const { block, firstLine } of model.blocks) {
    if (firstLine === exceptLine) continue;
    for (const header of missing.keys()) {
      if (startsWithHeader(block, header)) missing.delete(header);
    }
  }
  return [...missing.values()];
}

/** The lower-case names that a block's sections and others of that name declare, but not in a line. */
export function variableNames(
  model: TemplateModel,
  place: PlacedBlock,
  section: string,
  exceptLine: number,
): ReadonlySet<string> {
  const names = new Set<string>();
  const header = `[${section}]`;
  for (const { block, firstLine } of model.blocks) {
    if (block !== place.block && !startsWithHeader(block, header)) continue;
    for (const { entries } of block.readings) {
      for (const { name, nameRange } of entries) {
        if (firstLine + nameRange.line !== exceptLine) names.add(name.toLowerCase());
      }
    }
  }
  return names;
}

/** Most blocks need not be cut out of the text, let alone read, to know that. */
function startsWithHeader({ source, start }: TemplateBlock, header: string): boolean {
  const from = source.charCodeAt(start) === 0xfeff ? start + 1 : start;
  return source.startsWith(header, from);
}
