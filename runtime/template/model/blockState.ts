import type { BlockFindings } from '../findings.ts';
import { suppressionsIn } from '../suppressions.ts';
import type { TemplateKind } from '../templateKind.ts';
import { readPlainBlock } from './plainBlock.ts';
import type { TemplateBlock } from './templateBlock.ts';

/** What the checks of all blocks of a file have in common. */
export interface CheckSettings {
  readonly file: string;
  readonly kind: TemplateKind;
  readonly isPortabilityOn: boolean;
}

/** What is known of a block alone. */
export interface BlockState {
  readonly file: string;
  readonly isPortabilityOn: boolean;
  /** Whether nothing is to be said about it as long as no other block has a section of its name. */
  readonly isPlain: boolean;
  /** Of its sections, as written. */
  readonly names: readonly string[];
  readonly hasSuppressions: boolean;
  /** Its findings without regard to other blocks, once asked for. */
  alone: { readonly nextSection: string | undefined; readonly findings: BlockFindings } | undefined;
}

const states = new WeakMap<TemplateBlock, BlockState>();

/** The state of a block, kept with it as long as the settings stay. */
export function blockState(block: TemplateBlock, settings: CheckSettings): BlockState {
  const known = states.get(block);
  const { file, isPortabilityOn } = settings;
  if (known?.file === file && known.isPortabilityOn === isPortabilityOn) return known;
  const state = newState(block, settings);
  states.set(block, state);
  return state;
}

function newState(
  block: TemplateBlock,
  { file, kind, isPortabilityOn }: CheckSettings,
): BlockState {
  const plain = isPortabilityOn ? undefined : readPlainBlock(block.source, kind);
  const names = plain?.names ?? block.document.sections.map(({ name }) => name);
  const hasSuppressions = !plain && suppressionsIn(block).length > 0;
  return { file, isPortabilityOn, isPlain: !!plain, names, hasSuppressions, alone: undefined };
}
