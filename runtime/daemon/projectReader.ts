import { join } from 'node:path';
import type { ReadPluginConfig } from '../config/pluginConfig.ts';
import { readPluginConfig } from '../config/pluginConfig.ts';
import type { ProjectConfig } from '../config/projectConfig.ts';
import { readProjectConfig } from '../config/projectConfig.ts';
import type { FoundPlugin, PluginCatalogue } from './readPluginCatalogue.ts';
import { readPluginCatalogue, readPluginsOf } from './readPluginCatalogue.ts';
import { readShippedPlugins, shippedFolder } from './readShippedPlugins.ts';

/** Where a daemon's files are. */
export interface ProjectPlaces {
  readonly project: string;
  /** Absolute path of the etc folder; the project's own when absent. */
  readonly etc?: string | undefined;
  /** Folder of the built product, which holds the shipped plugins. */
  readonly dist: string;
  /** Whether the project's own plugins count; the shipped ones always do. */
  readonly hasOwnPlugins?: boolean;
}

/** The folder with config.ini. */
export function etcOf({ project, etc }: Pick<ProjectPlaces, 'project' | 'etc'>): string {
  return etc ?? join(project, 'etc');
}

/** Reads what the files of a project say now. */
export class ProjectReader {
  readonly project: string;
  readonly etc: string;
  readonly #dist: string;
  readonly #hasOwnPlugins: boolean;

  constructor({ project, etc, dist, hasOwnPlugins = true }: ProjectPlaces) {
    this.project = project;
    this.etc = etcOf({ project, etc });
    this.#dist = dist;
    this.#hasOwnPlugins = hasOwnPlugins;
  }

  readConfig(): Promise<ProjectConfig> {
    return readProjectConfig(this.etc);
  }

  async readPlugins(config: ProjectConfig): Promise<PluginCatalogue> {
    const folder = this.#hasOwnPlugins ? join(this.project, config.paths.plugins) : undefined;
    return readPluginCatalogue(folder, config, await readShippedPlugins(this.#dist));
  }

  /** Where a plugin's class is now: mostly in the file where it was. The same when it is nowhere. */
  async findPlugin(found: FoundPlugin): Promise<FoundPlugin> {
    const { className, isShipped, source } = found;
    const inFile = isShipped ? [found] : await readPluginsOf(source.file);
    const same = inFile.find((each) => each.className === className);
    if (same) return same;
    const { plugins } = await this.readPlugins(await this.readConfig());
    return plugins.get(className) ?? found;
  }

  /** What a plugin can read by `getConfigVar`. */
  async readPluginConfig({ className, isShipped }: FoundPlugin): Promise<ReadPluginConfig> {
    const shipped = isShipped ? join(shippedFolder(this.#dist), `${className}.ini`) : undefined;
    const templates = this.#hasOwnPlugins ? this.project : undefined;
    return readPluginConfig({ templates, shipped }, await this.readConfig(), className);
  }
}
