import type { BlockState } from './blockState.ts';

/** The indexes of the blocks that have the name of a section in common with another block, in order. */
export function repeatingBlocks(states: readonly Pick<BlockState, 'names'>[]): readonly number[] {
  const owners = new Map<string, number>();
  const repeating = new Set<number>();
  for (const [index, { names }] of states.entries()) {
    for (const name of names) {
      const owner = owners.get(name);
      if (owner === undefined) owners.set(name, index);
      else if (owner !== index) repeating.add(owner).add(index);
    }
  }
  return [...repeating].sort((a, b) => a - b);
}
