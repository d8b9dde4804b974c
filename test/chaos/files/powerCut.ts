import { dirname } from 'node:path';
import type { FileOperation } from './recordedFiles.ts';

/** What is on the disk after a power cut: content by path. */
export type Disk = ReadonlyMap<string, string>;

interface Inode {
  /** What a power cut may leave of the content. */
  variants: readonly string[];
}

interface FolderChange {
  readonly folder: string;
  readonly apply: (names: Map<string, Inode>) => void;
}

/**
 * Every disk that a power cut may leave after these operations on it: content that was not synced is
 * whole, empty, cut or zeroed; changes of a folder that was not synced are there or not, each by itself.
 */
export function disksAfterPowerCut(
  before: Disk,
  operations: readonly FileOperation[],
): readonly Disk[] {
  const system = new System(before);
  for (const operation of operations) system.run(operation);
  return system.disks();
}

class System {
  readonly #durable = new Map<string, Inode>();
  readonly #now: Map<string, Inode>;
  #pending: FolderChange[] = [];

  constructor(before: Disk) {
    for (const [path, text] of before) this.#durable.set(path, { variants: [text] });
    this.#now = new Map(this.#durable);
  }

  run(operation: FileOperation): void {
    const { path } = operation;
    const inode = this.#now.get(path);
    switch (operation.kind) {
      case 'create': {
        const created = inode ?? { variants: [''] };
        this.#change(path, (names) => names.set(path, created));
        break;
      }
      case 'write':
        if (inode) inode.variants = remains(inode.variants, operation.content);
        break;
      case 'rename':
        this.#rename(operation.from, path);
        break;
      case 'unlink':
        this.#change(path, (names) => names.delete(path));
        break;
      case 'sync':
        if (inode) inode.variants = inode.variants.slice(-1);
        this.#syncFolder(path);
        break;
      default:
        break;
    }
  }

  disks(): readonly Disk[] {
    return subsets(this.#pending).flatMap((kept) => {
      const names = new Map(this.#durable);
      for (const each of kept) each.apply(names);
      return contents([...names]);
    });
  }

  #rename(from: string, to: string): void {
    const inode = this.#now.get(from);
    this.#change(to, (names) => {
      if (inode) names.set(to, inode);
      names.delete(from);
    });
  }

  #change(path: string, apply: FolderChange['apply']): void {
    apply(this.#now);
    this.#pending.push({ folder: dirname(path), apply });
  }

  #syncFolder(path: string): void {
    for (const { folder, apply } of this.#pending) if (folder === path) apply(this.#durable);
    this.#pending = this.#pending.filter(({ folder }) => folder !== path);
  }
}

/** The last one is what a running system sees. */
function remains(old: readonly string[], content: string): readonly string[] {
  const half = content.slice(0, content.length / 2);
  return [...old, '', half, '\0'.repeat(content.length), content];
}

function subsets<Item>(items: readonly Item[]): readonly (readonly Item[])[] {
  return items.reduce<readonly (readonly Item[])[]>(
    (all, item) => [...all, ...all.map((each) => [...each, item])],
    [[]],
  );
}

function contents(names: readonly (readonly [string, Inode])[]): readonly Disk[] {
  return names.reduce<readonly Disk[]>(
    (disks, [path, { variants }]) =>
      disks.flatMap((disk) => variants.map((content) => new Map([...disk, [path, content]]))),
    [new Map()],
  );
}
