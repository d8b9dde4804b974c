import type { IniOption, IniSection } from '../../ini/index.ts';
import type { ProjectPaths } from '../../project/index.ts';
import type { TemplateDiagnostic } from '../../template/index.ts';
import { rangeInFile } from '../declaredSections.ts';
import { finding, guessOr } from '../finding.ts';
import { Guesses } from '../guesses.ts';
import type { ListedName, ObjectFile, ObjectFiles } from '../objectFiles.ts';
import { nameIn } from '../objectFiles.ts';

/** The option by which an object tells which generator it is of, and the folder of those. */
const generators: ReadonlyMap<string, 'outlets' | 'testers' | 'controllers'> = new Map([
  ['pdu', 'outlets'],
  ['tester', 'testers'],
  ['controller', 'controllers'],
]);
const objectLists = ['outlets', 'tests', 'controls'] as const;

/** What the files of etc tell of one of a server; other files of etc have nothing to be told. */
export function checkServerFile(
  path: string,
  objects: ObjectFiles,
  paths: ProjectPaths,
): readonly TemplateDiagnostic[] {
  const server = nameIn(path, paths.servers);
  const file = objects.get(path);
  if (server === undefined || !file) return [];
  const check = new ServerCheck(server, file, objects, paths);
  return [...check.lists(), ...check.sections(), ...check.dependencies()];
}

class ServerCheck {
  readonly #server: string;
  readonly #file: ObjectFile;
  readonly #objects: ObjectFiles;
  readonly #paths: ProjectPaths;
  readonly #guesses = new Guesses();

  constructor(server: string, file: ObjectFile, objects: ObjectFiles, paths: ProjectPaths) {
    this.#server = server;
    this.#file = file;
    this.#objects = objects;
    this.#paths = paths;
  }

  /** The objects that `[server]` lists, each of which needs a section. */
  lists(): readonly TemplateDiagnostic[] {
    const { document } = this.#file;
    return objectLists.flatMap((list) =>
      this.#file.names(list).flatMap(({ name, range }) => {
        if (name !== 'server' && document.hasSection(name)) return [];
        const others = document.sectionNames().filter((each) => each !== 'server');
        const advice = this.#advice(name, others, `Add [${name}], or remove the name.`);
        const message = `"${name}" is listed in ${list}, but there is no section [${name}]. ${advice}`;
        return [finding('server-reference-missing', range, message)];
      }),
    );
  }

  sections(): readonly TemplateDiagnostic[] {
    return this.#file.document.sections
      .filter(({ name, header }) => header?.closed && name !== 'server')
      .flatMap((section) => section.options.flatMap((each) => this.#option(each, section)));
  }

  #option(option: IniOption, section: IniSection): readonly TemplateDiagnostic[] {
    const generator = generators.get(option.key);
    if (generator) return this.#generator(option, this.#paths[generator]);
    if (option.key !== 'outlet' || section.options.some(({ key }) => key === 'pdu')) return [];
    const message = `"${option.name}" is called "pdu" now, and nobody reads the old name. Rename it.`;
    const range = rangeInFile(option.nameRange, 0);
    return [finding('server-legacy-key', range, message, { fix: 'pdu' })];
  }

  #generator(option: IniOption, folder: string): readonly TemplateDiagnostic[] {
    const { value, valueRange, key } = option;
    if (value === '' || value.includes('%') || option.continuation.length > 0) return [];
    if (this.#objects.get(`${folder}/${value}.ini`)) return [];
    const names = this.#objects.namesIn(folder);
    const advice = this.#advice(value, names, 'Create the file, or mend the name.');
    const message = `There is no ${key} "${value}": ${folder}/${value}.ini is missing. ${advice}`;
    return [finding('server-reference-missing', rangeInFile(valueRange, 0), message)];
  }

  /** The servers that this one needs: each has to be there, and none may need this one. */
  dependencies(): readonly TemplateDiagnostic[] {
    return this.#file.names('dependencies').flatMap((needed) => {
      const there = this.#objects.server(needed.name, this.#paths);
      return there ? this.#circle(needed) : [this.#missingServer(needed)];
    });
  }

  #missingServer({ name, range }: ListedName): TemplateDiagnostic {
    const { servers } = this.#paths;
    const names = this.#objects.namesIn(servers);
    const advice = this.#advice(name, names, 'Mend the name, or remove it.');
    const message = `There is no server "${name}": ${servers}/${name}.ini is missing. ${advice}`;
    return finding('server-reference-missing', range, message);
  }

  #circle({ name, range }: ListedName): readonly TemplateDiagnostic[] {
    const way = this.#wayBack(name);
    if (!way) return [];
    const circle = [this.#server, ...way];
    const shown = circle.length > 12 ? [...circle.slice(0, 6), '…', ...circle.slice(-5)] : circle;
    const message = `Servers depend on each other in a circle, so none can be switched on first: ${shown.join(' → ')}. Remove one dependency.`;
    const [next = ''] = way;
    const back = this.#objects.server(next, this.#paths)?.names('dependencies');
    const edge = back?.find((each) => each.name === (way[1] ?? this.#server));
    const file = `${this.#paths.servers}/${next}.ini`;
    const related = edge && { file, range: edge.range, message: 'The circle goes on here.' };
    return [finding('server-dependency-cycle', range, message, related ? { related } : {})];
  }

  /** The shortest row of servers from the needed one back to this one. */
  #wayBack(needed: string): readonly string[] | undefined {
    const cameFrom = new Map<string, string | undefined>([[needed, undefined]]);
    for (const name of cameFrom.keys()) {
      if (name === this.#server) return rowTo(name, cameFrom);
      const next = this.#objects.server(name, this.#paths)?.names('dependencies') ?? [];
      for (const each of next) if (!cameFrom.has(each.name)) cameFrom.set(each.name, name);
    }
    return undefined;
  }

  #advice(name: string, candidates: readonly string[], otherwise: string): string {
    return guessOr(this.#guesses.nearest(name, candidates), otherwise);
  }
}

function rowTo(end: string, cameFrom: ReadonlyMap<string, string | undefined>): readonly string[] {
  const row: string[] = [];
  for (let at: string | undefined = end; at !== undefined; at = cameFrom.get(at)) row.push(at);
  return row.reverse();
}
