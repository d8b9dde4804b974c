import type { SourceRead } from '../../project/index.ts';
import { isShippedPlugin } from '../../project/index.ts';
import type { TemplateDiagnostic } from '../../template/index.ts';
import type { CodeFile, ProjectClass } from '../codeIndex.ts';
import type { DeclaredVariable } from '../declaredSections.ts';
import { namesOf } from '../declaredSections.ts';
import { finding, guessOr, lineRange } from '../finding.ts';
import { Guesses } from '../guesses.ts';
import type { ProjectIndex } from '../projectIndex.ts';

/** What a read may name. */
interface ReadContext {
  readonly plugin: string;
  readonly variables: ReadonlyMap<string, DeclaredVariable>;
  readonly guesses: Guesses;
}

/** What the other files of a project tell of a plugin's code. */
export function checkCodeFile(
  file: CodeFile,
  project: ProjectIndex,
): readonly TemplateDiagnostic[] {
  const plugins = project.code
    .classesIn(file.path)
    .filter(({ declared }) => declared.isExported && project.code.isPlugin(declared.name));
  const guesses = new Guesses();
  return [
    ...plugins.flatMap((each) => checkClass(each, project, guesses)),
    ...file.reads.flatMap((read) => checkNamedRead(read, project, guesses)),
  ];
}

function checkClass(
  each: ProjectClass,
  project: ProjectIndex,
  guesses: Guesses,
): readonly TemplateDiagnostic[] {
  const { name } = each.declared;
  const isBase = project.code.subclassesOf(name).length > 0;
  return [
    ...each.reads.flatMap(checkDynamic),
    ...checkReads(each, project, { isBase, guesses }),
    ...(isBase ? [] : checkEnabled(each, project)),
  ];
}

function checkDynamic({ name, argument }: SourceRead): readonly TemplateDiagnostic[] {
  if (name !== undefined || !argument) return [];
  const message =
    'The name of this variable is computed, so nobody can check it, and no variable of this plugin is called unused. Write the name itself.';
  return [finding('config-var-dynamic', lineRange(argument), message)];
}

function checkReads(
  { declared: { name }, reads }: ProjectClass,
  project: ProjectIndex,
  { isBase, guesses }: { readonly isBase: boolean; readonly guesses: Guesses },
): readonly TemplateDiagnostic[] {
  const variables = project.declared(`plugins.${name}`);
  if (!variables) return isBase ? [] : checkMissing(name, reads, project);
  const inherited = project.code
    .descendants(name)
    .slice(1)
    .map((each) => project.declared(`plugins.${each.declared.name}`));
  return reads.flatMap((read) => {
    const isDeclaredBelow = inherited.some((each) => each?.has(read.name?.toLowerCase() ?? ''));
    return isDeclaredBelow ? [] : checkRead(read, { plugin: name, variables, guesses });
  });
}

/** A class without a template whose variables nobody declares. */
function checkMissing(
  name: string,
  reads: readonly SourceRead[],
  project: ProjectIndex,
): readonly TemplateDiagnostic[] {
  const first = reads.find(({ argument }) => argument !== undefined)?.argument;
  if (!first || isShippedPlugin(name) || project.templatesLike(name).length > 0) return [];
  const message = `${name} reads variables, but there is no template src/config/plugins/${name}.ini to give them types and defaults. Create it.`;
  return [finding('template-missing', lineRange(first), message)];
}

function checkRead(
  read: SourceRead,
  { plugin, variables, guesses }: ReadContext,
): readonly TemplateDiagnostic[] {
  const { name, argument } = read;
  if (name === undefined || !argument) return [];
  const variable = variables.get(name.toLowerCase());
  const range = lineRange(argument);
  if (variable) return checkGetter(read, variable, range);
  const guess = guesses.nearest(name, namesOf(variables));
  const advice = guessOr(guess, 'Declare it, or mend the name.');
  const message = `"${name}" is not declared in the template of ${plugin}. ${advice}`;
  return [finding('config-var-undeclared', range, message)];
}

const numberTypes: ReadonlySet<string> = new Set(['int', 'intrange']);
const textTypes: ReadonlySet<string> = new Set(['string', 'bool', 'select', 'multilist', 'name']);

function checkGetter(
  { getter, isConverted }: SourceRead,
  { name, declaration }: DeclaredVariable,
  range: TemplateDiagnostic['range'],
): readonly TemplateDiagnostic[] {
  const type = declaration?.type ?? '';
  const wantsNumber = getter === 'getConfigInt' || getter === 'getint';
  if (wantsNumber && textTypes.has(type)) {
    const message = `${name} is declared "${type}", which is no number. Use getConfigVar, or change the type.`;
    return [finding('config-getter-type', range, message)];
  }
  const isLoose = numberTypes.has(type) || type === 'bool';
  if (getter !== 'getConfigVar' || isConverted || !isLoose) return [];
  const advice = type === 'bool' ? 'Compare it with both' : 'Use getConfigInt, or convert it';
  const kind = type === 'bool' ? 'a boolean' : 'a number';
  const message = `${name} is text when it comes from config.ini and ${kind} when it comes from the template. ${advice}.`;
  return [finding('config-getter-loose', range, message)];
}

/** `config.get('plugins.Timer', 'WAIT_TIME')` anywhere in the project. */
function checkNamedRead(
  read: SourceRead,
  project: ProjectIndex,
  guesses: Guesses,
): readonly TemplateDiagnostic[] {
  if (read.plugin === undefined) return [];
  const variables = project.declared(`plugins.${read.plugin}`);
  return variables ? checkRead(read, { plugin: read.plugin, variables, guesses }) : [];
}

function checkEnabled(
  { file, declared }: ProjectClass,
  { config, pluginFolder }: ProjectIndex,
): readonly TemplateDiagnostic[] {
  const isLoadable = file.path.slice(0, file.path.lastIndexOf('/') + 1) === pluginFolder;
  if (!config || !isLoadable || config.plugins.includes(declared.name)) return [];
  const startCol = declared.column - 1;
  const endCol = startCol + declared.name.length;
  const message = `${declared.name} is not enabled: pluginList in etc/config.ini does not name it.`;
  return [
    finding(
      'plugin-not-enabled',
      lineRange({ line: declared.line - 1, startCol, endCol }),
      message,
    ),
  ];
}
