import type { BlockState } from './blockState.ts';
import { NameHashes } from './nameHashes.ts';

/** The indexes of the blocks that have the name of a section in common with another block, in order. */
export function repeatingBlocks(states: readonly BlockState[]): readonly number[] {
  if (areSurelyDistinct(states)) return [];
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

/** Asked after each key, and true of nearly all files: numbers are compared much faster than texts. */
function areSurelyDistinct(states: readonly BlockState[]): boolean {
  const hashes = new NameHashes();
  return states.every(
    ({ names, nameHash }) => names.length === 0 || (names.length === 1 && hashes.add(nameHash)),
  );
}
