import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { errorCode } from '../base/codedError.ts';
import type { ProjectConfig } from '../config/projectConfig.ts';
import { readProjectFile } from '../config/readProjectFile.ts';
import { languageOf, scanPluginSource } from '../project/index.ts';
import type { PluginLanguage, Problem, SourceLocation } from '../protocol/index.ts';

/** A plugin class in a file of the project. */
export interface FoundPlugin {
  readonly className: string;
  readonly language: PluginLanguage;
  readonly source: SourceLocation;
}

/** The plugins of a project by class name, and what is wrong with their files. */
export interface PluginCatalogue {
  readonly plugins: ReadonlyMap<string, FoundPlugin>;
  readonly problems: readonly Problem[];
}

/** Finds the plugin classes by reading their files; nothing of a plugin is run. */
export async function readPluginCatalogue(
  project: string,
  config: ProjectConfig,
): Promise<PluginCatalogue> {
  const folder = join(project, config.paths.plugins);
  const plugins = new Map<string, FoundPlugin>();
  const problems: Problem[] = [];
  for (const fileName of await fileNames(folder, problems)) {
    for (const found of await readPlugins(join(folder, fileName), problems)) {
      const first = plugins.get(found.className);
      if (first) problems.push(sameName(found, first));
      else plugins.set(found.className, found);
    }
  }
  for (const className of config.pluginList) {
    if (!plugins.has(className)) problems.push(notFound(className, folder, config));
  }
  return { plugins, problems };
}

async function fileNames(folder: string, problems: Problem[]): Promise<readonly string[]> {
  try {
    return (await readdir(folder)).filter((name) => !name.startsWith('.')).sort();
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') {
      const message = `The plugins in ${folder} cannot be read: the system says ${errorCode(error)}. Make it a folder that can be read.`;
      problems.push({ code: 'folder-unreadable', severity: 'error', message });
    }
    return [];
  }
}

async function readPlugins(file: string, problems: Problem[]): Promise<readonly FoundPlugin[]> {
  const language = languageOf(file);
  if (!language) return [];
  const content = await readProjectFile(file);
  if (content.kind === 'unreadable') problems.push(content.problem);
  if (content.kind !== 'text') return [];
  return scanPluginSource(content.text, language)
    .filter(({ isExported, extendsModuleTemplate }) => isExported && extendsModuleTemplate)
    .map(({ name, line, column }) => ({
      className: name,
      language,
      source: { file, line, column },
    }));
}

function sameName({ className, source }: FoundPlugin, first: FoundPlugin): Problem {
  return {
    code: 'plugin-declared-twice',
    severity: 'error',
    message: `The plugin ${className} is in ${first.source.file} already, so this one is not used. Rename one of the two classes.`,
    plugin: className,
    source,
  };
}

function notFound(className: string, folder: string, config: ProjectConfig): Problem {
  return {
    code: 'plugin-unknown',
    severity: 'warning',
    message: `pluginList names ${className}, but no file in ${folder} has such a class that extends ModuleTemplate. Correct the name, or add the file.`,
    plugin: className,
    source: config.pluginListSource,
  };
}
