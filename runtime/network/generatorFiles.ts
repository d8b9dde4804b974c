import { join } from 'node:path';
import { readProjectFile } from '../config/readProjectFile.ts';
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

/** Reads the files of PDUs, testers and controllers, each at most once. */
export class GeneratorFiles {
  readonly #folders: GeneratorFolders;
  readonly #known = new Map<string, Promise<Generator>>();
  readonly #problems: Problem[] = [];

  constructor(folders: GeneratorFolders) {
    this.#folders = folders;
  }

  /** What was wrong with the files read so far. */
  get problems(): readonly Problem[] {
    return this.#problems;
  }

  read(kind: ObjectKind, name: string): Promise<Generator> {
    if (!isFileName(name)) {
      const reason = `"${name}" is no name for a ${generatorKeys[kind]}`;
      return Promise.resolve({ ok: false, reason });
    }
    const file = join(this.#folders[kind], `${name}.ini`);
    const known = this.#known.get(file) ?? this.#read(kind, file);
    this.#known.set(file, known);
    return known;
  }

  async #read(kind: ObjectKind, file: string): Promise<Generator> {
    const content = await readProjectFile(file);
    if (content.kind === 'missing') return { ok: false, reason: `there is no file ${file}` };
    if (content.kind === 'unreadable') {
      this.#problems.push(content.problem);
      return { ok: false, reason: `${file} cannot be read` };
    }
    const document = parseIni(content.text);
    const section = generatorKeys[kind];
    this.#problems.push(...iniProblems(document, file));
    if (!document.hasSection(section)) {
      return { ok: false, reason: `${file} has no section [${section}]` };
    }
    const options = new Map<string, string>();
    for (const [key, option] of document.options(section)) {
      const value = interpolate(document, section, key);
      options.set(key, value.ok ? value.value : option.value);
    }
    return { ok: true, options };
  }
}

/** Names come from files of the project; none may lead out of its folder. */
function isFileName(name: string): boolean {
  return !/[/\\\0]/.test(name) && !name.startsWith('.') && name !== '';
}
