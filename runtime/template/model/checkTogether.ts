import { checkBlock } from '../checkBlock.ts';
import { DeclaredNames } from '../declaredNames.ts';
import type { BlockFindings } from '../findings.ts';
import type { CheckSettings } from './blockState.ts';
import type { TemplateBlock } from './templateBlock.ts';

interface Surroundings extends CheckSettings {
  readonly nextSection: string | undefined;
}

interface Known {
  readonly blocks: readonly TemplateBlock[];
  readonly surroundings: Surroundings;
  readonly findings: readonly BlockFindings[];
}

const cache = new WeakMap<TemplateBlock, Known>();

/**
 * Checks blocks that share names of sections, in the order of the file: what is declared in one is a
 * repetition in the next. What was found stays until one of them changes.
 */
export function checkTogether(
  blocks: readonly TemplateBlock[],
  surroundings: Surroundings,
): readonly BlockFindings[] {
  const [first] = blocks;
  if (!first) return [];
  const known = cache.get(first);
  if (known && isSame(known, blocks, surroundings)) return known.findings;
  const declared = new DeclaredNames();
  const findings = blocks.map((block, home) => {
    declared.enterBlock(home);
    return checkBlock(block, { ...surroundings, declared });
  });
  cache.set(first, { blocks, surroundings, findings });
  return findings;
}

function isSame(
  known: Known,
  blocks: readonly TemplateBlock[],
  { file, nextSection, isPortabilityOn }: Surroundings,
): boolean {
  return (
    known.surroundings.file === file &&
    known.surroundings.nextSection === nextSection &&
    known.surroundings.isPortabilityOn === isPortabilityOn &&
    known.blocks.length === blocks.length &&
    known.blocks.every((block, index) => block === blocks[index])
  );
}
