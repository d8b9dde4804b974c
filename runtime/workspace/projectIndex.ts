import type { ProjectPaths } from '../project/index.ts';
import { isShippedPlugin, projectPaths, shippedPlugins } from '../project/index.ts';
import { CodeIndex } from './codeIndex.ts';
import type { ConfigFile } from './configFile.ts';
import type { DeclaredVariable } from './declaredSections.ts';
import { ObjectFiles } from './objectFiles.ts';
import type { TemplateFile } from './templateFile.ts';
import { variablesByKey } from './templateFile.ts';

/** The template of what is no plugin's and no device's. */
export const mainTemplatePath = 'src/config/config.ini';
const pluginTemplateFolder = 'src/config/plugins/';

/** Every file of a project as the others see it, and where names are looked up. */
export class ProjectIndex {
  readonly code = new CodeIndex();
  readonly templates = new Map<string, TemplateFile>();
  readonly objects = new ObjectFiles();
  /** Files that should not be where they are. */
  readonly strays = new Map<string, string>();
  config: ConfigFile | undefined;
  /** Templates of the plugins that ship with Ockle, by class name. */
  readonly #shipped: ReadonlyMap<string, TemplateFile>;
  /** Which of the files that Ockle reads as one page have a section. */
  readonly #holders = new Map<string, Set<string>>();

  /** Paths of plugin templates by lower-case name of the plugin. */
  readonly #lowerTemplates = new Map<string, Set<string>>();

  constructor(shipped: ReadonlyMap<string, TemplateFile>) {
    this.#shipped = shipped;
  }

  /** Puts a template in the place of the one that was there. */
  setTemplate(path: string, file: TemplateFile | undefined): void {
    const before = this.templates.get(path);
    if (before) this.#hold(before, (paths) => paths.delete(path));
    this.templates.delete(path);
    if (!file) return;
    this.templates.set(path, file);
    this.#hold(file, (paths) => paths.add(path));
  }

  get mainTemplate(): TemplateFile | undefined {
    return this.templates.get(mainTemplatePath);
  }

  pluginTemplate(plugin: string): TemplateFile | undefined {
    return this.templates.get(`${pluginTemplateFolder}${plugin}.ini`);
  }

  /** The plugin templates whose names differ from this plugin's at most in case. */
  templatesLike(plugin: string): readonly string[] {
    return [...(this.#lowerTemplates.get(plugin.toLowerCase()) ?? [])].sort();
  }

  /** Every file that has a say, in no order. */
  *paths(): Iterable<string> {
    yield* this.templates.keys();
    yield* this.code.paths();
    yield* this.strays.keys();
    yield* this.objects.paths();
    if (this.config) yield this.config.path;
  }

  /** The files of the page of plugins and main settings that have this section. */
  holdersOf(section: string): readonly string[] {
    return [...(this.#holders.get(section) ?? [])].sort();
  }

  /** The sections that etc/config.ini may have. */
  *declaredSections(): Iterable<string> {
    for (const [name, paths] of this.#holders) {
      const plugin = pluginOf(name);
      const isOwn = plugin !== undefined && paths.has(`${pluginTemplateFolder}${plugin}.ini`);
      if (isOwn || paths.has(mainTemplatePath)) yield name;
    }
  }

  /** What a section of etc/config.ini may hold; undefined when no template declares the section. */
  declared(section: string): ReadonlyMap<string, DeclaredVariable> | undefined {
    const plugin = pluginOf(section);
    const own = plugin === undefined ? undefined : this.pluginTemplate(plugin);
    const shipped = plugin === undefined ? undefined : this.#shipped.get(plugin);
    const found = [own, shipped, this.mainTemplate].map((file) => file?.section(section));
    return found.some((each) => each !== undefined) ? variablesByKey(found) : undefined;
  }

  /** Whether a plugin of that name can be loaded, as far as the files tell. */
  isKnownPlugin(name: string): boolean {
    return this.code.isPlugin(name) || isShippedPlugin(name);
  }

  /** The names of all plugins that can be enabled, those of the project first. */
  pluginNames(): readonly string[] {
    const own = [...this.code.classNames()].filter((name) => this.code.isPlugin(name));
    return [...new Set([...own, ...shippedPlugins])];
  }

  /** Whether enough is known to say that something is not there. */
  get isProject(): boolean {
    return this.code.size > 0 || this.config !== undefined;
  }

  /** Where things are, by what etc/config.ini says. */
  get folders(): ProjectPaths {
    return this.config?.folders ?? projectPaths();
  }

  /** The folder of plugins, relative to the project, with `/` at its end. */
  get pluginFolder(): string {
    return `${this.folders.plugins}/`;
  }

  #hold(file: TemplateFile, change: (paths: Set<string>) => void): void {
    const { plugin } = file;
    if (plugin === undefined && file.path !== mainTemplatePath) return;
    if (plugin !== undefined) update(this.#lowerTemplates, plugin.toLowerCase(), change);
    for (const name of file.sectionNames()) update(this.#holders, name, change);
  }
}

/** Changes one set of a group; empty ones do not stay. */
function update(
  groups: Map<string, Set<string>>,
  key: string,
  change: (paths: Set<string>) => void,
): void {
  const paths = groups.get(key) ?? new Set<string>();
  change(paths);
  if (paths.size > 0) groups.set(key, paths);
  else groups.delete(key);
}

/** The plugin that a section is of. */
export function pluginOf(section: string): string | undefined {
  return section.startsWith('plugins.') ? section.slice('plugins.'.length) : undefined;
}

/** The plugin whose name differs from this one at most in capital and small letters. */
export function classNameOf(plugin: string, { code }: ProjectIndex): string | undefined {
  const own = code.namesLike(plugin).find((name) => code.isPlugin(name));
  const lower = plugin.toLowerCase();
  return own ?? [...shippedPlugins].find((name) => name.toLowerCase() === lower);
}
