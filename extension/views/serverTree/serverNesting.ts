import { orderServers } from '../../../runtime/project/index.ts';

/** Where each server stands in the tree: under the first server it needs, and nowhere else. */
export interface Nesting {
  /** Servers with nothing to stand under: pinned ones first, then in dependency order. */
  readonly roots: readonly string[];
  /** The servers directly under one, in dependency order. */
  readonly under: ReadonlyMap<string, readonly string[]>;
  /** The server that one stands under. */
  readonly above: ReadonlyMap<string, string>;
  /** The needs of a server beyond the one it stands under, missing servers left out. */
  readonly alsoNeeds: ReadonlyMap<string, readonly string[]>;
  /** The servers that need one and stand elsewhere. */
  readonly mentionedBy: ReadonlyMap<string, readonly string[]>;
  /** The circles a server is in, each as names that need the next and, the last one, the first. */
  readonly circles: ReadonlyMap<string, readonly (readonly string[])[]>;
  /** Needs for servers that do not exist. */
  readonly missing: ReadonlyMap<string, readonly string[]>;
}

const nothingPinned: ReadonlySet<string> = new Set();

/** Nests servers by their needs, however deep; a circle is opened so that all its servers stay visible. */
export function nestServers(
  needsOf: ReadonlyMap<string, readonly string[]>,
  pinned: ReadonlySet<string> = nothingPinned,
): Nesting {
  const order = orderServers([...needsOf].map(([name, dependencies]) => ({ name, dependencies })));
  const above = new Map<string, string>();
  const lists = {
    under: new Map<string, string[]>(),
    alsoNeeds: new Map<string, string[]>(),
    mentionedBy: new Map<string, string[]>(),
    circles: new Map<string, (readonly string[])[]>(),
    missing: new Map<string, string[]>(),
  };
  const roots: string[] = [];
  for (const name of order.ordered) {
    const needs = order.dependencies.get(name) ?? [];
    const [parent, ...others] = pinned.has(name) ? [undefined, ...needs] : needs;
    if (parent === undefined) roots.push(name);
    else {
      append(lists.under, parent, name);
      above.set(name, parent);
    }
    for (const other of others) {
      if (other === undefined) continue;
      append(lists.alsoNeeds, name, other);
      append(lists.mentionedBy, other, name);
    }
  }
  for (const cycle of order.cycles) {
    const circle = [...cycle].reverse();
    for (const name of circle) append(lists.circles, name, circle);
  }
  for (const { server, dependency } of order.unknown) append(lists.missing, server, dependency);
  return { roots: pinnedFirst(roots, pinned), above, ...lists };
}

function pinnedFirst(roots: readonly string[], pinned: ReadonlySet<string>): readonly string[] {
  if (pinned.size === 0) return roots;
  const isPinned = (name: string): boolean => pinned.has(name);
  return [...roots.filter(isPinned), ...roots.filter((name) => !isPinned(name))];
}

function append<Item>(lists: Map<string, Item[]>, key: string, item: Item): void {
  const list = lists.get(key);
  if (list) list.push(item);
  else lists.set(key, [item]);
}
