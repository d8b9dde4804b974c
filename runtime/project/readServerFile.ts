import type { IniDocument } from '../ini/index.ts';
import { interpolate, parseIni } from '../ini/index.ts';
import type { ProjectProblem } from './projectProblem.ts';
import { iniProblems, problemsOf } from './projectProblem.ts';
import { readNameList } from './readNameList.ts';

/** What the file of one server says. */
export interface ServerFile {
  readonly name: string;
  readonly file: string;
  readonly comment: string;
  /** Object names in the order in which they act; each has its section in `objects`. */
  readonly outlets: readonly string[];
  readonly tests: readonly string[];
  readonly controls: readonly string[];
  /** Names of the servers it needs, in file order. */
  readonly dependencies: readonly string[];
  /** Section → lower-case option → text, also for objects that no list names. */
  readonly objects: ReadonlyMap<string, ReadonlyMap<string, string>>;
  /** Where it says what it needs. */
  readonly dependenciesPlace: FilePlace;
  /** Where each listed object says of which generator it is. */
  readonly objectPlaces: ReadonlyMap<string, FilePlace>;
}

/** A place in a file; both numbers count from 1. */
interface FilePlace {
  readonly line: number;
  readonly column: number;
}

/** The option by which an object's section says of which generator it is. */
export const generatorKeys = { outlets: 'pdu', tests: 'tester', controls: 'controller' } as const;

/** One kind of server object, as its list in `[server]` is called. */
export type ObjectKind = keyof typeof generatorKeys;

/** The server's name for its file, or nothing when the file is none of a server (backups, hidden files). */
export function serverNameOf(fileName: string): string | undefined {
  const isServer = fileName.endsWith('.ini') && !fileName.startsWith('.') && fileName !== '.ini';
  return isServer ? fileName.slice(0, -'.ini'.length) : undefined;
}

/** What came of reading a server's file. */
interface ReadServerFile {
  /** Absent when the file has none. */
  readonly server?: ServerFile;
  readonly problems: readonly ProjectProblem[];
}

/**
 * Reads a server's ini text. An object that cannot be used is left out of its list and reported;
 * without a `[server]` section there is no server, and nothing else is worth a word.
 */
export function readServerFile(text: string, name: string, file: string): ReadServerFile {
  const document = parseIni(text);
  if (!document.hasSection('server')) {
    const message = `Server "${name}" has no [server] section, so it is left out. Start the file with [server].`;
    const problem = problemsOf(document, file)('error', 'server-section-missing', message, 0);
    return { problems: [problem] };
  }
  const problems: ProjectProblem[] = [...iniProblems(document, file)];
  const reader = new ServerReader(document, file, problems);
  const server = {
    name,
    file,
    comment: document.get('server', 'comment') ?? '',
    outlets: reader.objectNames('outlets'),
    tests: reader.objectNames('tests'),
    controls: reader.objectNames('controls'),
    dependencies: reader.names('dependencies'),
    objects: reader.objects(),
    dependenciesPlace: placeOf(document, 'server', 'dependencies'),
    objectPlaces: reader.objectPlaces,
  };
  return { server, problems };
}

class ServerReader {
  readonly objectPlaces = new Map<string, FilePlace>();
  readonly #document: IniDocument;
  readonly #file: string;
  readonly #problems: ProjectProblem[];

  constructor(document: IniDocument, file: string, problems: ProjectProblem[]) {
    this.#document = document;
    this.#file = file;
    this.#problems = problems;
  }

  names(option: string): readonly string[] {
    const list = readNameList(this.#document, 'server', option, this.#file);
    this.#problems.push(...list.problems);
    return list.names;
  }

  objectNames(kind: ObjectKind): readonly string[] {
    return this.names(kind).filter((name) => this.#isObject(kind, name));
  }

  #isObject(kind: ObjectKind, name: string): boolean {
    const key = generatorKeys[kind];
    if (!this.#document.hasSection(name) || name === 'server') {
      const message = `"${name}" is listed in ${kind}, but there is no section [${name}]. Add the section with ${key} = <name>, or remove the name from the list.`;
      this.#report('object-section-missing', message, kind);
      return false;
    }
    if (!this.#document.get(name, key)) {
      const message = `[${name}] is listed in ${kind}, but does not say of which ${key} it is. Add ${key} = <name of a file in etc/${generatorFolders[kind]}>.`;
      this.#report('object-generator-missing', message, kind);
      return false;
    }
    this.objectPlaces.set(name, placeOf(this.#document, name, key));
    return true;
  }

  #report(code: string, message: string, option: string): void {
    const offset = this.#document.option('server', option)?.nameRange.start ?? 0;
    this.#problems.push(problemsOf(this.#document, this.#file)('error', code, message, offset));
  }

  objects(): ReadonlyMap<string, ReadonlyMap<string, string>> {
    const names = this.#document.sectionNames().filter((name) => name !== 'server');
    return new Map(names.map((name) => [name, this.#options(name)]));
  }

  #options(section: string): ReadonlyMap<string, string> {
    const texts = new Map<string, string>();
    for (const [key, option] of this.#document.options(section)) {
      const value = interpolate(this.#document, section, key);
      if (value.ok) texts.set(key, value.value);
      else {
        this.#problems.push(
          problemsOf(this.#document, this.#file)(
            'error',
            value.problem.code,
            value.problem.message,
            option.nameRange.start,
          ),
        );
      }
    }
    return texts;
  }
}

/** The start of the file for an option that is not there. */
function placeOf(document: IniDocument, section: string, option: string): FilePlace {
  const range = document.option(section, option)?.nameRange;
  return { line: (range?.line ?? 0) + 1, column: (range?.character ?? 0) + 1 };
}

const generatorFolders: Readonly<Record<ObjectKind, string>> = {
  outlets: 'outlets',
  tests: 'testers',
  controls: 'controllers',
};
