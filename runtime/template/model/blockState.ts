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
  /** Of the first name; the same for equal names. */
  readonly nameHash: number;
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
    const state = newState(block, settings, reader?.read(block));
    block.state = state;
    return state;
  });
}

function newState(
  block: TemplateBlock,
  { file, isPortabilityOn }: CheckSettings,
  plainNames: readonly string[] | undefined,
): BlockState {
  const names = plainNames ?? block.document.sections.map(({ name }) => name);
  return {
    file,
    isPortabilityOn,
    isPlain: plainNames !== undefined,
    names,
    nameHash: hashOf(names[0] ?? ''),
    hasSuppressions: !plainNames && suppressionsIn(block).length > 0,
    alone: undefined,
  };
}

function hashOf(name: string): number {
  let hash = 0;
  for (let at = 0; at < name.length; at++) hash = (Math.imul(hash, 31) + name.charCodeAt(at)) | 0;
  return hash;
}
