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

/**
 * Collects the variables of a plugin: the text of etc/config.ini, and the default of its own
 * template, else of the general one.
 */
export async function readPluginConfig(
  project: string,
  projectConfig: ProjectConfig,
  className: string,
): Promise<ReadPluginConfig> {
  const { paths } = projectConfig;
  const section = `plugins.${className}`;
  const templateFile = join(project, paths.pluginTemplate(className));
  const general = await readTemplate(join(project, paths.generalTemplate), section);
  const own = await readTemplate(templateFile, section);
  const variables = new Map<string, ConfigVariable>([...general.variables, ...own.variables]);
  for (const [name, variable] of configTexts(projectConfig, section)) {
    variables.set(name, { ...variables.get(name), ...variable });
  }
  const problems = own.problems.map((problem) => ({ ...problem, plugin: className }));
  return {
    config: Object.fromEntries(variables),
    templateFile,
    projectConfig: configSections(projectConfig.document),
    pluginList: projectConfig.pluginList,
    problems,
  };
}

interface ReadTemplate {
  readonly variables: ReadonlyMap<string, ConfigVariable>;
  readonly problems: readonly Problem[];
}

async function readTemplate(file: string, section: string): Promise<ReadTemplate> {
  const content = await readProjectFile(file);
  if (content.kind === 'missing') return { variables: new Map(), problems: [] };
  if (content.kind === 'unreadable') return { variables: new Map(), problems: [content.problem] };
  const variables = new Map<string, ConfigVariable>();
  for (const [name, declared] of templateDefaults(content.text, section)) {
    const defaultOrigin = { file, line: declared.line + 1 };
    const hasDefault = declared.default !== undefined;
    variables.set(name, { ...(hasDefault && { default: declared.default }), defaultOrigin });
  }
  return { variables, problems: templateErrors(content.text, file) };
}

/** Only what keeps a declaration from being read; the editor shows the rest. */
function templateErrors(text: string, file: string): readonly Problem[] {
  return validateTemplate(text, { file })
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message, range }) => ({
      code,
      severity: 'error',
      message,
      source: { file, line: range.start.line + 1, column: range.start.character + 1 },
    }));
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
