import { readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { errorCode } from '../base/codedError.ts';
import type { ProjectConfig } from '../config/projectConfig.ts';
import { readProjectFile } from '../config/readProjectFile.ts';
import { languageOf, findPython2Problem, readPluginSource } from '../project/index.ts';
import type { Python2Problem } from '../project/index.ts';
import type { PluginLanguage, Problem, SourceLocation } from '../protocol/index.ts';

/** A plugin class: in a file of the project, or one that ships with Ockle. */
export interface FoundPlugin {
  readonly className: string;
  readonly language: PluginLanguage;
  readonly source: SourceLocation;
  /** What its class says about itself. */
  readonly doc?: string | undefined;
  /** Comes with Ockle. */
  readonly isShipped: boolean;
  /** Why it cannot run. */
  readonly unusable?: Problem;
  /** Why the project's own plugin of that name cannot, so that this one is used. */
  readonly insteadOf?: Problem;
}

/** The plugins of a project by class name, and what is wrong with their files. */
export interface PluginCatalogue {
  readonly plugins: ReadonlyMap<string, FoundPlugin>;
  readonly problems: readonly Problem[];
}

/** Plugins of the original that do not ship yet; configs of old projects name them. */
const laterPlugins: readonly string[] = ['Logger'];

/**
 * Finds the plugin classes by reading their files; nothing of a plugin is run. A class of the
 * project is used instead of a shipped one of that name, unless it is Python 2 code.
 * Without a folder there are only the shipped ones.
 */
export async function readPluginCatalogue(
  folder: string | undefined,
  config: ProjectConfig,
  shipped: readonly FoundPlugin[],
): Promise<PluginCatalogue> {
  const plugins = new Map<string, FoundPlugin>();
  const problems: Problem[] = [];
  for (const file of folder === undefined ? [] : await filesOf(folder, problems)) {
    for (const found of await readPlugins(file, problems)) {
      const first = plugins.get(found.className);
      if (first) problems.push(sameName(found, first));
      else plugins.set(found.className, found);
    }
  }
  addShipped(shipped, plugins, problems);
  for (const { unusable } of plugins.values()) if (unusable) problems.push(unusable);
  for (const className of config.pluginList) {
    if (plugins.has(className)) continue;
    if (laterPlugins.includes(className)) problems.push(notYet(className, config));
    else if (folder === undefined) problems.push(leftOut(className, config));
    else problems.push(notFound(className, config));
  }
  return { plugins, problems };
}

/** The plugin classes of one file; none when it cannot be read. */
export function readPluginsOf(file: string): Promise<readonly FoundPlugin[]> {
  return readPlugins(file, []);
}

async function filesOf(folder: string, problems: Problem[]): Promise<readonly string[]> {
  try {
    const names = (await readdir(folder)).filter((name) => !name.startsWith('.'));
    return names.sort().map((name) => join(folder, name));
  } catch (error) {
    if (errorCode(error) !== 'ENOENT') {
      const message = `The plugins in ${folder} cannot be read: the system says ${errorCode(error)}. Make it a folder that can be read.`;
      problems.push({ code: 'folder-unreadable', severity: 'error', message });
    }
    return [];
  }
}

function addShipped(
  shipped: readonly FoundPlugin[],
  plugins: Map<string, FoundPlugin>,
  problems: Problem[],
): void {
  for (const each of shipped) {
    const own = plugins.get(each.className);
    if (own && !own.unusable) continue;
    if (own) problems.push(shippedInstead(own));
    const instead = own?.unusable && { insteadOf: own.unusable };
    plugins.set(each.className, { ...each, ...instead });
  }
}

async function readPlugins(file: string, problems: Problem[]): Promise<readonly FoundPlugin[]> {
  const language = languageOf(file);
  if (!language) return [];
  const content = await readProjectFile(file);
  if (content.kind === 'unreadable') problems.push(content.problem);
  if (content.kind !== 'text') return [];
  const old = language === 'python' ? findPython2Problem(content.text) : undefined;
  return readPluginSource(content.text, language)
    .classes.filter(({ isExported, extendsModuleTemplate }) => isExported && extendsModuleTemplate)
    .map(({ name, line, column, doc }) => ({
      className: name,
      language,
      source: { file, line, column },
      doc: doc?.replace(/\s+/g, ' '),
      isShipped: false,
      ...(old && { unusable: writtenForPython2(name, file, old) }),
    }));
}

function writtenForPython2(
  className: string,
  file: string,
  { line, column, message }: Python2Problem,
): Problem {
  return {
    code: 'python-2-code',
    severity: 'warning',
    message: `${className} is written for Python 2 and cannot run, ${basename(file)}:${line}: ${message}`,
    plugin: className,
    source: { file, line, column },
  };
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

function shippedInstead({ className, source }: FoundPlugin): Problem {
  return {
    code: 'plugin-shipped-instead',
    severity: 'information',
    message: `${className} is written for Python 2, so the plugin of that name that ships with Ockle is used. Write it for Python 3 to use your own.`,
    plugin: className,
    source,
  };
}

function leftOut(className: string, config: ProjectConfig): Problem {
  return {
    code: 'plugin-left-out',
    severity: 'information',
    message: `pluginList names ${className}, which does not ship with Ockle; plugins of the project are left out this time.`,
    plugin: className,
    source: config.pluginListSource,
  };
}

function notYet(className: string, config: ProjectConfig): Problem {
  return {
    code: 'plugin-later',
    severity: 'information',
    message: `pluginList names ${className}, which is not there yet; the other plugins run without it, and its section [plugins.${className}] stays as it is. Nothing has to be changed.`,
    plugin: className,
    source: config.pluginListSource,
  };
}

function notFound(className: string, config: ProjectConfig): Problem {
  return {
    code: 'plugin-unknown',
    severity: 'warning',
    message: `pluginList names ${className}, but no file in ${config.paths.plugins} has such a class that extends ModuleTemplate, and none ships with Ockle. Correct the name, or add the file.`,
    plugin: className,
    source: config.pluginListSource,
  };
}
