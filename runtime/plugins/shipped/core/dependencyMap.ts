import { listedNames, noServerFile, serverOption, type Sections } from './serverFiles.ts';

type ServerFiles = ReadonlyMap<string, Sections>;

/** What a server can be made to need, by the files on disk. */
export interface DependencyMap {
  /** Comments of servers that it could need as well. */
  readonly available: Readonly<Record<string, string>>;
  /** Servers that need it, directly or not: the names from it to them, both included. */
  readonly disabled: Readonly<Record<string, readonly string[]>>;
  /** Comments of servers that it needs. */
  readonly existing: Readonly<Record<string, string>>;
}

/** Of a longer way only the beginning and the end are told. */
const longestPath = 64;

/** Sorts all other servers by whether `server` needs them. @throws Error when there is no such server */
export function dependencyMap(files: ServerFiles, server: string): DependencyMap {
  const own = files.get(server);
  if (!own) throw noServerFile(server);
  const needs = new Set(listedNames(own, 'dependencies'));
  const cameFrom = walkDependents(files, server);
  const others = [...files.keys()].filter((name) => name !== server);
  const open = others.filter((name) => !needs.has(name));
  const commentOf = (name: string): readonly [string, string] => {
    const sections = files.get(name);
    return [name, sections ? serverOption(sections, 'comment') : ''];
  };
  const available = open.filter((name) => !cameFrom.has(name)).map(commentOf);
  const disabled = open
    .filter((name) => cameFrom.has(name))
    .map((name) => [name, pathTo(name, cameFrom)] as const);
  const existing = others.filter((name) => needs.has(name)).map(commentOf);
  return {
    available: Object.fromEntries(available),
    disabled: Object.fromEntries(disabled),
    existing: Object.fromEntries(existing),
  };
}

/** All that need `server`, directly or not, nearest first, each with the name that led to it. */
function walkDependents(
  files: ServerFiles,
  server: string,
): ReadonlyMap<string, string | undefined> {
  const dependents = new Map<string, string[]>([...files.keys()].map((name) => [name, []]));
  for (const [name, sections] of files) {
    for (const need of listedNames(sections, 'dependencies')) dependents.get(need)?.push(name);
  }
  const cameFrom = new Map<string, string | undefined>([[server, undefined]]);
  for (const [name] of cameFrom) {
    for (const dependent of dependents.get(name) ?? []) {
      if (!cameFrom.has(dependent)) cameFrom.set(dependent, name);
    }
  }
  return cameFrom;
}

function pathTo(
  name: string,
  cameFrom: ReadonlyMap<string, string | undefined>,
): readonly string[] {
  const path: string[] = [];
  for (let at: string | undefined = name; at !== undefined; at = cameFrom.get(at)) path.push(at);
  path.reverse();
  if (path.length <= longestPath) return path;
  return [...path.slice(0, longestPath / 2), '…', ...path.slice(-longestPath / 2)];
}
