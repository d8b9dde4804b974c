import type { IniOption, IniRange, IniSection } from '../../ini/index.ts';
import { defaultSectionName, interpolate } from '../../ini/index.ts';
import { isShippedPlugin } from '../../project/index.ts';
import type { TemplateDiagnostic, TemplateRange } from '../../template/index.ts';
import type { ConfigFile } from '../configFile.ts';
import type { DeclaredVariable } from '../declaredSections.ts';
import { namesOf, rangeInFile } from '../declaredSections.ts';
import { finding, guessOr } from '../finding.ts';
import { Guesses } from '../guesses.ts';
import type { ProjectIndex } from '../projectIndex.ts';
import { pluginOf } from '../projectIndex.ts';
import { checkConfigText } from './checkConfigText.ts';
import { checkPluginList } from './checkPluginList.ts';
import { misfit, readLiteral } from './valueMisfit.ts';

/** Sections that the daemon reads, whether a template declares them or not. */
const daemonSections: ReadonlySet<string> = new Set(['main', 'plugins', 'servers', 'limits']);
/** What `[main]` must say for the original to start, with what usually stands there. */
const requiredFolders: ReadonlyMap<string, string> = new Map([
  ['OUTLET_DIR', 'outlets'],
  ['TESTER_DIR', 'testers'],
  ['CONTROLLER_DIR', 'controllers'],
  ['SERVER_DIR', 'servers'],
]);

/** What is wrong with etc/config.ini, by itself and by what the templates and plugins say. */
export function checkConfigFile(
  config: ConfigFile,
  project: ProjectIndex,
): readonly TemplateDiagnostic[] {
  const context = { config, project, guesses: new Guesses() };
  return [
    ...checkConfigText(config.document),
    ...config.document.sections.flatMap((section) => checkSection(section, context)),
  ];
}

interface ConfigContext {
  readonly config: ConfigFile;
  readonly project: ProjectIndex;
  readonly guesses: Guesses;
}

function checkSection(section: IniSection, context: ConfigContext): readonly TemplateDiagnostic[] {
  const { name, header } = section;
  const { config, project } = context;
  if (!header?.closed || name === defaultSectionName) return [];
  const declared = project.declared(name);
  const unknown = declared ? undefined : checkName(name, header.name, context);
  return [
    ...(unknown ? [unknown] : []),
    ...(name === 'main' ? checkRequired(config, header.name) : []),
    ...section.options.flatMap((option) =>
      name === 'plugins' && option.key === 'pluginlist'
        ? checkPluginList(option, context)
        : checkOption(option, { name, declared }, context),
    ),
  ];
}

function checkName(
  name: string,
  range: IniRange,
  { project, guesses }: ConfigContext,
): TemplateDiagnostic | undefined {
  const plugin = pluginOf(name);
  const isDaemons = plugin === undefined ? daemonSections.has(name) : isShippedPlugin(plugin);
  if (isDaemons || project.templates.size === 0) return undefined;
  const advice = guessOr(
    guesses.nearest(name, project.declaredSections()),
    'Mend the name, or declare the section.',
  );
  const message = `No template declares the section [${name}]. ${advice}`;
  return finding('config-unknown-section', rangeInFile(range, 0), message);
}

function checkRequired({ document }: ConfigFile, name: IniRange): readonly TemplateDiagnostic[] {
  const missing = [...requiredFolders.keys()].filter((key) => !document.option('main', key));
  if (missing.length === 0) return [];
  const lines = missing.map((key) => `${key.toLowerCase()} = ${requiredFolders.get(key)}`);
  const message = `[main] has no ${missing.join(', ')}, without which the original does not start. Add ${lines.join(', ')}.`;
  return [finding('config-missing-required', rangeInFile(name, 0), message)];
}

/** A section of etc/config.ini and what its template declares. */
interface CheckedSection {
  readonly name: string;
  readonly declared: ReadonlyMap<string, DeclaredVariable> | undefined;
}

function checkOption(
  option: IniOption,
  section: CheckedSection,
  { config, guesses }: ConfigContext,
): readonly TemplateDiagnostic[] {
  const { declared } = section;
  const literal = checkLiteral(option);
  if (literal) return [literal];
  const variable = declared?.get(option.key);
  if (variable) return checkValue(option, variable, section.name, config);
  if (!declared || isShippedPlugin(pluginOf(section.name) ?? '')) return [];
  const advice = guessOr(
    guesses.nearest(option.name, namesOf(declared)),
    'Declare it in the template, or delete the line.',
  );
  const message = `No template declares "${option.name}" in [${section.name}]. ${advice}`;
  return [finding('config-unknown-key', rangeInFile(option.nameRange, 0), message)];
}

/** `["int",1]` where only `1` belongs. */
function checkLiteral(option: IniOption): TemplateDiagnostic | undefined {
  const value = readLiteral(option.value);
  if (value === undefined) return undefined;
  const message = `Template syntax stands in the place of a value. Write ${value === '' ? 'the value alone' : value}.`;
  return finding('config-template-literal', valueRange(option), message, {
    fix: option.continuation.length === 0 && value !== '' ? value : undefined,
  });
}

function checkValue(
  option: IniOption,
  { declaration }: DeclaredVariable,
  section: string,
  { document }: ConfigFile,
): readonly TemplateDiagnostic[] {
  const read = interpolate(document, section, option.key);
  if (!declaration || !read.ok) return [];
  const text = read.value;
  // The shipped plugins take parts of a second.
  const isFraction = isShippedPlugin(pluginOf(section) ?? '') && /^\d*\.\d+$/.test(text);
  const reason = isFraction ? undefined : misfit(text, declaration);
  if (reason === undefined) return [];
  const message = `"${text}" does not fit ${JSON.stringify([declaration.type, ...declaration.arguments])}: ${reason}`;
  return [finding('config-value-type', valueRange(option), message)];
}

/** The value in its own line, or the name where there is none. */
function valueRange({ valueRange: value, nameRange }: IniOption): TemplateRange {
  return rangeInFile(value.start === value.end ? nameRange : value, 0);
}
