import { checkBlock } from '../checkBlock.ts';
import { DeclaredNames } from '../declaredNames.ts';
import type { BlockFindings } from '../findings.ts';
import { noFindings } from '../findings.ts';
import type { BlockState, CheckSettings } from './blockState.ts';
import { blockStates } from './blockState.ts';
import { checkTogether } from './checkTogether.ts';
import { judgeReferences } from './judgeReferences.ts';
import { repeatingBlocks } from './repeatingBlocks.ts';
import type { PlacedBlock, TemplateBlock } from './templateBlock.ts';

/** What has been found in the blocks of a file. */
export interface CheckedBlocks {
  /** Of each block. */
  readonly findings: readonly BlockFindings[];
  /** The blocks that were checked together, as indexes: related places have their homes in this list. */
  readonly together: readonly number[];
  readonly hasSuppressions: boolean;
}

/** Checks each block that is new, and those that share names of sections if one of them is new. */
export function checkBlocks(
  blocks: readonly PlacedBlock[],
  settings: CheckSettings,
): CheckedBlocks {
  const states = blockStates(blocks, settings);
  const nextSection = states[1]?.names[0];
  const together = repeatingBlocks(states);
  const findings = states.map((state, index) => {
    const next = index === 0 ? nextSection : undefined;
    if (state.isPlain && !isEmptyPlugin(state, settings, next)) return noFindings;
    const block = blocks[index]?.block;
    return block ? checkAlone(block, state, settings, next) : noFindings;
  });
  const found = checkTogether(
    together.flatMap((index) => blocks[index]?.block ?? []),
    { ...settings, nextSection },
  );
  for (const [home, index] of together.entries()) findings[index] = found[home] ?? noFindings;
  return {
    findings: judgeReferences(blocks, states, findings),
    together,
    hasSuppressions: states.some((state) => state.hasSuppressions),
  };
}

/** A file of comments declares nothing; comments before a section are in order. */
function isEmptyPlugin(
  { names }: BlockState,
  { kind }: CheckSettings,
  nextSection: string | undefined,
): boolean {
  return kind.kind === 'plugin' && names.length === 0 && nextSection === undefined;
}

function checkAlone(
  block: TemplateBlock,
  state: BlockState,
  settings: CheckSettings,
  nextSection: string | undefined,
): BlockFindings {
  if (state.alone?.nextSection !== nextSection) state.alone = undefined;
  state.alone ??= {
    nextSection,
    findings: checkBlock(block, { ...settings, nextSection, declared: new DeclaredNames() }),
  };
  return state.alone.findings;
}
