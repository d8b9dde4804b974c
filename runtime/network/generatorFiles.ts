import { join } from 'node:path';
import { readProjectFile } from '../config/readProjectFile.ts';
import { Turns } from '../devices/turns.ts';
import { interpolate, parseIni } from '../ini/index.ts';
import { iniProblems } from '../project/projectProblem.ts';
import type { ObjectKind } from '../project/index.ts';
import { generatorKeys } from '../project/index.ts';
import type { Problem } from '../protocol/index.ts';

/** Where the generators of each kind of object are, absolute. */
export type GeneratorFolders = Readonly<Record<ObjectKind, string>>;

/** The options of a generator by lower-case name, or why there are none. */
export type Generator =
  | { readonly ok: true; readonly options: ReadonlyMap<string, string> }
  | { readonly ok: false; readonly reason: string };

/** What the objects of servers are made by. */
export interface Generators {
  get(kind: ObjectKind, name: string): Generator;
}

/** Files that are read at a time. */
const atATime = 16;

/** Reads the files of PDUs, testers and controllers, each at most once. */
export class GeneratorFiles implements Generators {
  readonly #folders: GeneratorFolders;
  readonly #turns = new Turns(atATime);
  readonly #known = new Map<string, Generator>();
  readonly #problems: Problem[] = [];

  constructor(folders: GeneratorFolders) {
    this.#folders = folders;
  }

  /** What was wrong with the files read so far. */
  get problems(): readonly Problem[] {
    return this.#problems;
  }

  /** Reads the files of these generators that were not read before. */
  async load(kind: ObjectKind, names: Iterable<string>): Promise<void> {
    const files = [...new Set(names)].filter(isFileName).map((name) => this.#file(kind, name));
    const unknown = files.filter((file) => !this.#known.has(file));
    const read = await Promise.all(
      unknown.map((file) => this.#turns.run(() => readGenerator(kind, file))),
    );
    for (const { file, generator, problems } of read) {
      this.#known.set(file, generator);
      this.#problems.push(...problems);
    }
  }

  /** A generator whose file was loaded. */
  get(kind: ObjectKind, name: string): Generator {
    if (!isFileName(name)) {
      return { ok: false, reason: `"${name}" is no name for a ${generatorKeys[kind]}` };
    }
    const file = this.#file(kind, name);
    return this.#known.get(file) ?? { ok: false, reason: `${file} was not read` };
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

async function readGenerator(kind: ObjectKind, file: string): Promise<ReadGenerator> {
  const fail = (reason: string, problems: readonly Problem[]): ReadGenerator => ({
    file,
    generator: { ok: false, reason },
    problems,
  });
  const content = await readProjectFile(file);
  if (content.kind === 'missing') return fail(`there is no file ${file}`, []);
  if (content.kind === 'unreadable') return fail(`${file} cannot be read`, [content.problem]);
  const document = parseIni(content.text);
  const section = generatorKeys[kind];
  const problems = iniProblems(document, file);
  if (!document.hasSection(section)) return fail(`${file} has no section [${section}]`, problems);
  const options = new Map<string, string>();
  for (const [key, option] of document.options(section)) {
    const value = interpolate(document, section, key);
    options.set(key, value.ok ? value.value : option.value);
  }
  return { file, generator: { ok: true, options }, problems };
}

/** Names come from files of the project; none may lead out of its folder. */
function isFileName(name: string): boolean {
  return !/[/\\\0]/.test(name) && !name.startsWith('.') && name !== '';
}
