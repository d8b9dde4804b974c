import { TemplateBlock } from '../../../../../runtime/template/model/templateBlock.ts';

/** Counts the blocks of which some work reads the text or what was parsed of it. */
export function countReadBlocks(work: () => void): number {
  const { prototype } = TemplateBlock;
  const names = ['text', 'document', 'readings'] as const;
  const getters = names.map((name) => Object.getOwnPropertyDescriptor(prototype, name)!);
  const read = new Set<TemplateBlock>();
  for (const [index, name] of names.entries()) {
    const getter = getters[index]!;
    Object.defineProperty(prototype, name, {
      configurable: true,
      get(this: TemplateBlock): unknown {
        read.add(this);
        return getter.get?.call(this);
      },
    });
  }
  try {
    work();
  } finally {
    for (const [index, name] of names.entries()) {
      Object.defineProperty(prototype, name, getters[index]!);
    }
  }
  return read.size;
}
