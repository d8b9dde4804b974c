import { join } from 'node:path';
import { interpolate } from '../ini/index.ts';
import type { ConfigSections, ConfigVariable, PluginConfig, Problem } from '../protocol/index.ts';
import { templateDefaults, validateTemplate } from '../template/index.ts';
import { configSections } from './configSections.ts';
import { optionPlace } from './optionPlace.ts';
import type { ProjectConfig } from './projectConfig.ts';
import { readProjectFile } from './readProjectFile.ts';

/** All that a plugin can read by `getConfigVar`, and what is wrong with its template. */
export interface ReadPluginConfig {
  readonly config: PluginConfig;
  /** Absolute path of the plugin's own template, whether it is there or not. */
  readonly templateFile: string;
  readonly projectConfig: ConfigSections;
  readonly pluginList: readonly string[];
  readonly problems: readonly Problem[];
}

/** Where templates are looked for. */
export interface TemplatePlaces {
  /** The project; its templates are left alone when absent. */
  readonly templates?: string | undefined;
  /** The template that ships with Ockle, for a plugin that does. */
  readonly shipped?: string | undefined;
}

/**
 * Collects the variables of a plugin: the text of etc/config.ini, and the default of its own
 * template, else of the one that ships with Ockle, else of the general one.
 */
export async function readPluginConfig(
  places: TemplatePlaces,
  projectConfig: ProjectConfig,
  className: string,
): Promise<ReadPluginConfig> {
  const section = `plugins.${className}`;
  const files = templateFiles(places, projectConfig, className);
  const general = await readTemplate(files.general, section);
  const shipped = await readTemplate(files.shipped, section);
  const own = await readTemplate(files.own, section);
  const variables = new Map<string, ConfigVariable>([
    ...general.variables,
    ...shipped.variables,
    ...own.variables,
  ]);
  for (const [name, variable] of configTexts(projectConfig, section)) {
    variables.set(name, { ...variables.get(name), ...variable });
  }
  const problems = own.problems.map((problem) => ({ ...problem, plugin: className }));
  return {
    config: Object.fromEntries(variables),
    templateFile: (own.isThere ? files.own : files.shipped) ?? files.own ?? '',
    projectConfig: configSections(projectConfig.document),
    pluginList: projectConfig.pluginList,
    problems,
  };
}

function templateFiles(
  { templates, shipped }: TemplatePlaces,
  { paths }: ProjectConfig,
  className: string,
): { readonly general?: string; readonly shipped?: string | undefined; readonly own?: string } {
  if (templates === undefined) return { shipped };
  const general = join(templates, paths.generalTemplate);
  return { general, shipped, own: join(templates, paths.pluginTemplate(className)) };
}

interface ReadTemplate {
  readonly isThere: boolean;
  readonly variables: ReadonlyMap<string, ConfigVariable>;
  readonly problems: readonly Problem[];
}

const nothing: ReadTemplate = { isThere: false, variables: new Map(), problems: [] };

async function readTemplate(file: string | undefined, section: string): Promise<ReadTemplate> {
  if (file === undefined) return nothing;
  const content = await readProjectFile(file);
  if (content.kind === 'missing') return nothing;
  if (content.kind === 'unreadable') return { ...nothing, problems: [content.problem] };
  const variables = new Map<string, ConfigVariable>();
  for (const [name, declared] of templateDefaults(content.text, section)) {
    const defaultOrigin = { file, line: declared.line + 1 };
    const hasDefault = declared.default !== undefined;
    variables.set(name, { ...(hasDefault && { default: declared.default }), defaultOrigin });
  }
  return { isThere: true, variables, problems: templateProblems(content.text, file) };
}

/** What editor and command line say of it, but for advice. */
function templateProblems(text: string, file: string): readonly Problem[] {
  return validateTemplate(text, { file }).flatMap(({ code, severity, message, range }) => {
    if (severity !== 'error' && severity !== 'warning') return [];
    const source = { file, line: range.start.line + 1, column: range.start.character + 1 };
    return [{ code, severity, message, source }];
  });
}

function configTexts(
  { document, file }: ProjectConfig,
  section: string,
): ReadonlyMap<string, ConfigVariable> {
  const texts = new Map<string, ConfigVariable>();
  for (const name of document.options(section).keys()) {
    const value = interpolate(document, section, name);
    const textOrigin = optionPlace(document, file, section, name);
    const content = value.ok ? { text: value.value } : { textError: value.problem.message };
    texts.set(name, { ...content, textOrigin });
  }
  return texts;
}
