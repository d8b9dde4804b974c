import { checkBlock } from '../checkBlock.ts';
import { DeclaredNames } from '../declaredNames.ts';
import type { BlockFindings } from '../findings.ts';
import { noFindings } from '../findings.ts';
import type { BlockState, CheckSettings } from './blockState.ts';
import { blockState } from './blockState.ts';
import { checkTogether } from './checkTogether.ts';
import { judgeReferences } from './judgeReferences.ts';
import { repeatingBlocks } from './repeatingBlocks.ts';
import type { TemplateBlock } from './templateBlock.ts';

/** A block with what is known of it. */
export interface StatedBlock {
  readonly block: TemplateBlock;
  readonly state: BlockState;
}

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
  blocks: readonly TemplateBlock[],
  settings: CheckSettings,
): CheckedBlocks {
  const stated = blocks.map((block) => ({ block, state: blockState(block, settings) }));
  const nextSection = stated[1]?.state.names[0];
  const together = repeatingBlocks(stated);
  const findings = stated.map((each, index) =>
    checkAlone(each, settings, index === 0 ? nextSection : undefined),
  );
  const found = checkTogether(
    together.flatMap((index) => blocks[index] ?? []),
    { ...settings, nextSection },
  );
  for (const [home, index] of together.entries()) findings[index] = found[home] ?? noFindings;
  return {
    findings: judgeReferences(stated, findings),
    together,
    hasSuppressions: stated.some(({ state }) => state.hasSuppressions),
  };
}

function checkAlone(
  { block, state }: StatedBlock,
  settings: CheckSettings,
  nextSection: string | undefined,
): BlockFindings {
  if (state.isPlain && !isEmptyPlugin(state, settings, nextSection)) return noFindings;
  if (state.alone?.nextSection !== nextSection) state.alone = undefined;
  state.alone ??= {
    nextSection,
    findings: checkBlock(block, { ...settings, nextSection, declared: new DeclaredNames() }),
  };
  return state.alone.findings;
}

/** A file of comments declares nothing; comments before a section are in order. */
function isEmptyPlugin(
  { names }: BlockState,
  { kind }: CheckSettings,
  nextSection: string | undefined,
): boolean {
  return kind.kind === 'plugin' && names.length === 0 && nextSection === undefined;
}
