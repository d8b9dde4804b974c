import type { Nesting } from './serverNesting.ts';
import type { TreeObject, TreeServer } from './treeServer.ts';

/** What a filter leaves of a tree. */
export interface FilteredTree {
  /** Servers that match. */
  readonly matches: ReadonlySet<string>;
  /** Whether a server is drawn: it matches, or one below it does. */
  isShown(server: string): boolean;
  /** Whether an outlet, control or test of a shown server is drawn. */
  isObjectShown(server: string, object: Pick<TreeObject, 'name' | 'generator'>): boolean;
  /** Whether all rows of a server are drawn: it matches by its own name. */
  isWhole(server: string): boolean;
}

/**
 * Finds the servers whose name, or the name or device of one of whose objects, holds all words of a
 * text; upper and lower case are the same. What stands above a match is shown as the way to it.
 */
export function filterServers(
  text: string,
  servers: readonly TreeServer[],
  nesting: Nesting,
): FilteredTree {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const holds = (...names: readonly string[]): boolean => {
    const name = names.join(' ').toLowerCase();
    return words.every((word) => name.includes(word));
  };
  const whole = new Set(servers.flatMap(({ name }) => (holds(name) ? name : [])));
  const isObjectShown: FilteredTree['isObjectShown'] = (server, { name, generator }) =>
    whole.has(server) || holds(server, name, generator);
  const matches = new Set(
    servers.flatMap(({ name, objects }) =>
      whole.has(name) || objects.some((object) => isObjectShown(name, object)) ? name : [],
    ),
  );
  const shown = withWays(matches, nesting);
  return {
    matches,
    isShown: (server) => shown.has(server),
    isObjectShown,
    isWhole: (server) => whole.has(server),
  };
}

function withWays(matches: ReadonlySet<string>, { above }: Nesting): ReadonlySet<string> {
  const shown = new Set<string>();
  for (const match of matches)
    for (let at: string | undefined = match; at !== undefined && !shown.has(at); at = above.get(at))
      shown.add(at);
  return shown;
}
