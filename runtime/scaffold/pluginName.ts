import type { PluginLanguage, ProjectPaths } from '../project/index.ts';
import type { ScaffoldProblem } from './plan.ts';
import { reservedBecause } from './reservedNames.ts';

/** What a new plugin must not collide with. */
export interface TakenNames {
  /** Files of the project, relative, parts joined by `/`. */
  readonly files: Iterable<string>;
  /** Classes that its plugin files declare. */
  readonly classNames: Iterable<string>;
  readonly paths: ProjectPaths;
}

const longest = 64;

/** Why a plugin may not have this name, or nothing when it may. */
export function pluginNameProblem(
  name: string,
  language: PluginLanguage,
  taken: TakenNames,
): ScaffoldProblem | undefined {
  return (
    grammarProblem(name) ??
    reservedProblem(name) ??
    hiddenProblem(name, language) ??
    takenProblem(name, taken)
  );
}

function grammarProblem(name: string): ScaffoldProblem | undefined {
  const invalid = (message: string): ScaffoldProblem => ({ code: 'plugin-name-invalid', message });
  if (name === '') return invalid('Type a name for the class, such as DoorWatch.');
  if (name.length > longest) {
    return invalid(`The name has ${name.length} characters; at most ${longest} are possible.`);
  }
  const wrong = /[^A-Za-z0-9_]/u.exec(name)?.[0];
  if (wrong !== undefined) {
    return invalid(`${quoted(wrong)} cannot be in a class name. Use letters, digits and "_".`);
  }
  if (/^[0-9]/.test(name)) return invalid('A class name cannot begin with a digit.');
  return undefined;
}

function quoted(character: string): string {
  return character === ' ' ? 'A blank' : JSON.stringify(character);
}

function reservedProblem(name: string): ScaffoldProblem | undefined {
  const reason = reservedBecause(name);
  if (reason === undefined) return undefined;
  const message = `"${name}" is ${reason}. Choose another name, such as My${capital(name)}.`;
  return { code: 'plugin-name-reserved', message };
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}

function hiddenProblem(name: string, language: PluginLanguage): ScaffoldProblem | undefined {
  if (language !== 'python' || !name.startsWith('_')) return undefined;
  const message = 'Ockle does not see Python classes whose name begins with "_".';
  return { code: 'plugin-name-hidden', message };
}

/** Case is ignored: some file systems and every ini reader do so too. */
function takenProblem(
  name: string,
  { files, classNames, paths }: TakenNames,
): ScaffoldProblem | undefined {
  const lower = name.toLowerCase();
  const taken = (message: string): ScaffoldProblem => ({ code: 'plugin-name-taken', message });
  const folder = `${paths.plugins}/${name}/`.toLowerCase();
  const own = new Set(
    [
      paths.pluginFile(name, 'typescript'),
      paths.pluginFile(name, 'python'),
      paths.pluginTemplate(name),
    ].map((path) => path.toLowerCase()),
  );
  for (const file of files) {
    const path = file.toLowerCase();
    if (own.has(path)) return taken(`${file} is there already and is not overwritten.`);
    if (path.startsWith(folder))
      return taken(`There is a folder ${paths.plugins}/${name} already.`);
  }
  for (const className of classNames) {
    if (className.toLowerCase() === lower) {
      return taken(`There is a plugin class ${className} already.`);
    }
  }
  return undefined;
}
