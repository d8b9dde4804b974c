import type { PlacedBlock, TemplateBlock } from './templateBlock.ts';

/** Reads each block once; what was read lives as long as the block, so across edits elsewhere. */
export function perBlock<Result>(
  read: (block: TemplateBlock) => Result,
): (block: TemplateBlock) => Result {
  const known = new WeakMap<TemplateBlock, { readonly result: Result }>();
  return (block) => {
    const found = known.get(block) ?? { result: read(block) };
    known.set(block, found);
    return found.result;
  };
}

/**
 * The same for lists of things that have a place: they are moved to the lines of the file, and the very
 * same list is answered again as long as the block has not moved.
 */
export function placedPerBlock<Item>(
  read: (block: TemplateBlock) => readonly Item[],
  move: (item: Item, lines: number) => Item,
): (placed: PlacedBlock) => readonly Item[] {
  const known = new WeakMap<TemplateBlock, Moved<Item>>();
  return ({ block, firstLine }) => {
    const found = known.get(block) ?? { firstLine: 0, items: read(block) };
    const lines = firstLine - found.firstLine;
    const items = lines === 0 ? found.items : found.items.map((item) => move(item, lines));
    known.set(block, { firstLine, items });
    return items;
  };
}

interface Moved<Item> {
  readonly firstLine: number;
  readonly items: readonly Item[];
}
