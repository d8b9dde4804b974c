import type { BlockFindings } from '../findings.ts';
import { suppressionsIn } from '../suppressions.ts';
import type { TemplateKind } from '../templateKind.ts';
import { PlainReader } from './plainReader.ts';
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

/** The states of the blocks, each kept with its block as long as the settings stay. */
export function blockStates(
  blocks: readonly { readonly block: TemplateBlock }[],
  settings: CheckSettings,
): readonly BlockState[] {
  const { file, kind, isPortabilityOn } = settings;
  const reader = isPortabilityOn ? undefined : new PlainReader(kind);
  return blocks.map(({ block }) => {
    const known = block.state;
    if (known?.file === file && known.isPortabilityOn === isPortabilityOn) return known;
    const names = reader?.read(block);
    const state = names ? plainState(names, settings) : newState(block, settings);
    block.state = state;
    return state;
  });
}

function plainState(
  names: readonly string[],
  { file, isPortabilityOn }: CheckSettings,
): BlockState {
  return { file, isPortabilityOn, isPlain: true, names, hasSuppressions: false, alone: undefined };
}

function newState(block: TemplateBlock, { file, isPortabilityOn }: CheckSettings): BlockState {
  return {
    file,
    isPortabilityOn,
    isPlain: false,
    names: block.document.sections.map(({ name }) => name),
    hasSuppressions: suppressionsIn(block).length > 0,
    alone: undefined,
  };
}
