import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../base/codedError.ts';
import { readProjectFile } from '../config/readProjectFile.ts';
import { typeProblems } from '../devices/deviceTypes.ts';
import { Turns } from '../devices/turns.ts';
import type { IniDocument } from '../ini/index.ts';
import { interpolate, parseIni } from '../ini/index.ts';
import type { ObjectKind } from '../project/index.ts';
import { compareNames, generatorKeys, serverNameOf } from '../project/index.ts';
import { iniProblems, problemsOf } from '../project/projectProblem.ts';
import type { Problem, SourceLocation } from '../protocol/index.ts';

/** Where the generators of each kind of object are, absolute. */
export type GeneratorFolders = Readonly<Record<ObjectKind, string>>;

/** The options of a generator by lower-case name, or why there are none. */
export type Generator =
  | { readonly ok: true; readonly options: ReadonlyMap<string, string> }
  /** Without a reason when its own file was found faulty, which is said of that file. */
  | { readonly ok: false; readonly reason?: string };

/** What the objects of servers are made by. */
export interface Generators {
  get(kind: ObjectKind, name: string): Generator;
}

/** Files that are read at a time. */
const atATime = 16;

/** Reads the files of PDUs, testers and controllers, also of those that no server uses. */
export class GeneratorFiles implements Generators {
  readonly #folders: GeneratorFolders;
  readonly #turns = new Turns(atATime);
  readonly #known = new Map<string, Generator>();
  readonly #badFolders = new Set<ObjectKind>();
  readonly #problems: Problem[] = [];

  constructor(folders: GeneratorFolders) {
    this.#folders = folders;
  }

  /** What was wrong with the files read so far; each fault is there once. */
  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /** Reads every file of a kind. */
  async load(kind: ObjectKind): Promise<void> {
    const names = await this.#names(kind);
    const read = await Promise.all(
      names.map((name) => this.#turns.run(() => readGenerator(kind, name, this.#file(kind, name)))),
    );
    for (const each of read) {
      if (!each) continue;
      this.#known.set(each.file, each.generator);
      this.#problems.push(...each.problems);
    }
  }

  /** A generator of a kind that was loaded. */
  get(kind: ObjectKind, name: string): Generator {
    if (!isFileName(name)) {
      return { ok: false, reason: `"${name}" is no name for a ${generatorKeys[kind]}` };
    }
    const file = this.#file(kind, name);
    const known = this.#known.get(file);
    if (known) return known;
    return this.#badFolders.has(kind)
      ? { ok: false }
      : { ok: false, reason: `there is no file ${file}` };
  }

  async #names(kind: ObjectKind): Promise<readonly string[]> {
    const folder = this.#folders[kind];
    try {
      const names = (await readdir(folder)).flatMap((each) => serverNameOf(each) ?? []);
      return names.sort(compareNames);
    } catch (error) {
      const code = errorCode(error);
      if (code === 'ENOENT') return [];
      this.#badFolders.add(kind);
      this.#problems.push(folderUnreadable(kind, folder, code));
      return [];
    }
  }

  #file(kind: ObjectKind, name: string): string {
    return join(this.#folders[kind], `${name}.ini`);
  }
}

interface ReadGenerator {
  readonly file: string;
  readonly generator: Generator;
  readonly problems: readonly Problem[];
}

/** Nothing when the file went away meanwhile. */
async function readGenerator(
  kind: ObjectKind,
  name: string,
  file: string,
): Promise<ReadGenerator | undefined> {
  const content = await readProjectFile(file);
  if (content.kind === 'missing') return undefined;
  const faulty = (problem: Problem): ReadGenerator => ({
    file,
    generator: { ok: false },
    problems: [problem],
  });
  if (content.kind === 'unreadable') return faulty(content.problem);
  const document = parseIni(content.text);
  const section = generatorKeys[kind];
  if (!document.hasSection(section)) return faulty(sectionMissing(name, section, file));
  const problems: Problem[] = [...iniProblems(document, file)];
  const options = readOptions(document, section, file, problems);
  // A line that cannot be read may have been the one that says the type.
  const isReadable = !problems.some(({ severity }) => severity === 'error');
  const type = options.get('type');
  if (type !== undefined || isReadable) {
    problems.push(...typeProblems(kind, type, name, typePlace(document, section, file)));
  }
  return { file, generator: { ok: true, options }, problems };
}

/** An option whose `%` cannot be resolved keeps its text, and is said. */
function readOptions(
  document: IniDocument,
  section: string,
  file: string,
  problems: Problem[],
): ReadonlyMap<string, string> {
  const make = problemsOf(document, file);
  const options = new Map<string, string>();
  for (const [key, option] of document.options(section)) {
    const value = interpolate(document, section, key);
    options.set(key, value.ok ? value.value : option.value);
    if (value.ok) continue;
    const { code, message } = value.problem;
    problems.push(make('error', code, message, option.nameRange.start));
  }
  return options;
}

/** The line of the type, or that of the section's header. */
function typePlace(document: IniDocument, section: string, file: string): SourceLocation {
  const header = document.sections.find(({ name }) => name === section)?.header?.range;
  const range = document.option(section, 'type')?.nameRange ?? header;
  return { file, line: (range?.line ?? 0) + 1, column: (range?.character ?? 0) + 1 };
}

function sectionMissing(name: string, section: string, file: string): Problem {
  return {
    code: 'generator-section-missing',
    severity: 'error',
    message: `"${name}" has no section [${section}], so whatever belongs to it is shown as Unknown. Write [${section}] above its options.`,
    source: { file, line: 1 },
  };
}

function folderUnreadable(kind: ObjectKind, folder: string, code: string): Problem {
  return {
    code: 'folder-unreadable',
    severity: 'error',
    message: `The ${kind} of servers are shown as Unknown: ${folder} cannot be read, the system says ${code}. Make it a folder that can be read.`,
  };
}

/** Names come from files of the project; none may lead out of its folder. */
function isFileName(name: string): boolean {
  return !/[/\\\0]/.test(name) && !name.startsWith('.') && name !== '';
}
