import type { DescribedClass, PluginLanguage, PluginSource, SourceRead } from '../project/index.ts';

/** A file of code. */
export interface CodeFile extends PluginSource {
  readonly path: string;
  readonly language: PluginLanguage;
}

/** A class of the project and the reads in it. */
export interface ProjectClass {
  readonly file: CodeFile;
  readonly declared: DescribedClass;
  readonly reads: readonly SourceRead[];
}

/** A read and the file it is in. */
export interface PlacedRead {
  readonly file: CodeFile;
  readonly read: SourceRead;
}

/** What a class reads, together with the classes of the project that it extends. */
export interface ClassReads {
  readonly reads: readonly PlacedRead[];
  /** Whether some read computes its name, or happens in a base class that nobody sees. */
  readonly hasDynamic: boolean;
}

/** What one file adds to the index. */
interface FileEntry {
  /** All that it says, places left out. */
  readonly key: string;
  readonly file: CodeFile;
  readonly classes: readonly ProjectClass[];
  /** Reads that name a plugin's section. */
  readonly named: readonly PlacedRead[];
  /** Lower-case names that are read of no one in particular; undefined for a computed one. */
  readonly loose: readonly (string | undefined)[];
}

/** Far more than any class has; without a bound, a long row of classes would cost its square. */
const mostRelated = 500;

/** Every class and every read of a project's code, by name; files come and go one at a time. */
export class CodeIndex {
  readonly #entries = new Map<string, FileEntry>();
  readonly #classes = new Map<string, Set<ProjectClass>>();
  readonly #lowerNames = new Map<string, Map<string, number>>();
  readonly #subclasses = new Map<string, Map<string, number>>();
  readonly #named = new Map<string, Set<PlacedRead>>();
  readonly #loose = new Map<string | undefined, number>();

  get size(): number {
    return this.#entries.size;
  }

  /**
   * Puts a file in the place of what the index has of it; without one, takes that out. Answers whether
   * the file says the same as before, if perhaps in other places.
   */
  set(path: string, file: CodeFile | undefined): boolean {
    const before = this.#entries.get(path);
    if (before) this.#count(before, -1);
    this.#entries.delete(path);
    if (!file) return !before;
    const entry = readEntry(file);
    this.#entries.set(path, entry);
    this.#count(entry, 1);
    return before?.key === entry.key;
  }

  /** The class of that name; of several, the one in the first file by name. */
  class(name: string): ProjectClass | undefined {
    const [first, ...others] = this.#classes.get(name) ?? [];
    if (!first) return undefined;
    return others.reduce((best, each) => (each.file.path < best.file.path ? each : best), first);
  }

  paths(): Iterable<string> {
    return this.#entries.keys();
  }

  file(path: string): CodeFile | undefined {
    return this.#entries.get(path)?.file;
  }

  classesIn(path: string): readonly ProjectClass[] {
    return this.#entries.get(path)?.classes ?? [];
  }

  classNames(): Iterable<string> {
    return this.#classes.keys();
  }

  /** The names of classes that differ from this one at most in case. */
  namesLike(name: string): readonly string[] {
    return [...(this.#lowerNames.get(name.toLowerCase())?.keys() ?? [])].sort();
  }

  /** The names of classes that extend this one directly. */
  subclassesOf(name: string): readonly string[] {
    return [...(this.#subclasses.get(name)?.keys() ?? [])];
  }

  /** The reads anywhere that name the section of a plugin. */
  namedReads(plugin: string): readonly PlacedRead[] {
    return [...(this.#named.get(plugin) ?? [])];
  }

  /** Whether some code reads a variable of that lower-case name of whoever it is given. */
  isReadLoosely(key: string): boolean {
    return this.#loose.has(key) || this.#loose.has(undefined);
  }

  looseNames(path: string): readonly (string | undefined)[] {
    return this.#entries.get(path)?.loose ?? [];
  }

  /** A class and, behind it, all classes of the project that it extends. */
  lineage(name: string): readonly ProjectClass[] {
    return this.#reach(name, (each) => each.declared.bases.map((base) => base.name));
  }

  /** A class and, behind it, all classes of the project that extend it. */
  descendants(name: string): readonly ProjectClass[] {
    return this.#reach(name, (each) => this.subclassesOf(each.declared.name));
  }

  /** Whether a class extends Ockle's base class, if need be by classes of other files. */
  isPlugin(name: string): boolean {
    return this.lineage(name).some(({ declared }) => declared.extendsModuleTemplate);
  }

  readsOf(name: string): ClassReads {
    const lineage = this.lineage(name);
    const reads = lineage.flatMap((each) => each.reads.map((read) => ({ file: each.file, read })));
    const named = this.namedReads(name);
    const all = [...reads, ...named];
    const hasHiddenBase = lineage.some((each) => this.#hasHiddenBase(each));
    return {
      reads: all.filter(({ read }) => read.name !== undefined),
      hasDynamic: hasHiddenBase || all.some(({ read }) => read.name === undefined),
    };
  }

  /** Whether a base class may read variables where nobody sees it. */
  #hasHiddenBase({ declared }: ProjectClass): boolean {
    return declared.bases.some(({ name, module = '' }) => {
      if (name === 'ModuleTemplate' || this.#classes.has(name)) return false;
      return name === '' || isNear(module);
    });
  }

  #reach(name: string, next: (each: ProjectClass) => readonly string[]): readonly ProjectClass[] {
    const seen = new Set([name]);
    const found: ProjectClass[] = [];
    for (const each of seen) {
      if (found.length >= mostRelated) break;
      const declared = this.class(each);
      if (!declared) continue;
      found.push(declared);
      for (const other of next(declared)) seen.add(other);
    }
    return found;
  }

  #count({ classes, named, loose }: FileEntry, step: 1 | -1): void {
    for (const each of classes) {
      const { name, bases } = each.declared;
      count(this.#lowerNames, name.toLowerCase(), name, step);
      for (const base of bases) count(this.#subclasses, base.name, name, step);
      list(this.#classes, name, each, step);
    }
    for (const each of named) list(this.#named, each.read.plugin ?? '', each, step);
    for (const key of loose) tally(this.#loose, key, step);
  }
}

/** Modules of Ockle and of the project; what others bring reads no variables. */
function isNear(module: string): boolean {
  return module.startsWith('.') || /^(?:plugins|ockle)(?:\.|$)/.test(module);
}

function readEntry(file: CodeFile): FileEntry {
  const own = file.reads.filter(({ plugin }) => plugin === undefined);
  const classes = splitReads(file, own);
  const placed = new Set(
    classes.filter(({ declared }) => declared.extendsModuleTemplate).flatMap(({ reads }) => reads),
  );
  return {
    file,
    key: keyOf(classes, file.reads),
    classes,
    named: file.reads.filter(({ plugin }) => plugin !== undefined).map((read) => ({ file, read })),
    loose: own
      .filter((read) => !placed.has(read) && (read.name !== undefined || isLooseCall(read)))
      .map(({ name }) => name?.toLowerCase()),
  };
}

function keyOf(classes: readonly ProjectClass[], reads: readonly SourceRead[]): string {
  const said = classes.map(({ declared, reads: own }) => {
    const { name, bases, extendsModuleTemplate, isExported, doc } = declared;
    return [name, bases, extendsModuleTemplate, isExported, doc, own.length];
  });
  const read = reads.map(({ getter, name, plugin, isOwn }) => [getter, name ?? 0, plugin, isOwn]);
  return JSON.stringify([said, read]);
}

/** Gives each class the reads of itself in it; classes and reads are in the order of the text. */
function splitReads(file: CodeFile, reads: readonly SourceRead[]): readonly ProjectClass[] {
  let at = 0;
  return file.classes.map((declared) => {
    while ((reads[at]?.line ?? Infinity) < declared.line - 1) at++;
    const from = at;
    while ((reads[at]?.line ?? Infinity) < declared.endLine) at++;
    return { file, declared, reads: reads.slice(from, at).filter(isOwnRead) };
  });
}

/** A getter without a call is handed on, so that the class may read anything with it. */
function isOwnRead({ isOwn, argument }: SourceRead): boolean {
  return isOwn || argument === undefined;
}

/** A mention without a call, or a definition, reads nothing of others. */
function isLooseCall({ isOwn, argument }: SourceRead): boolean {
  return !isOwn && argument !== undefined;
}

function tally<Key>(counts: Map<Key, number>, key: Key, step: 1 | -1): void {
  const next = (counts.get(key) ?? 0) + step;
  if (next > 0) counts.set(key, next);
  else counts.delete(key);
}

function count(
  groups: Map<string, Map<string, number>>,
  group: string,
  key: string,
  step: 1 | -1,
): void {
  const counts = groups.get(group) ?? new Map<string, number>();
  tally(counts, key, step);
  if (counts.size > 0) groups.set(group, counts);
  else groups.delete(group);
}

function list<Item>(groups: Map<string, Set<Item>>, group: string, item: Item, step: 1 | -1): void {
  const items = groups.get(group) ?? new Set();
  if (step === 1) items.add(item);
  else items.delete(item);
  if (items.size > 0) groups.set(group, items);
  else groups.delete(group);
}
