import {
  defaultSettings,
  isShippedPlugin,
  projectPaths,
  shippedPlugins,
} from '../project/index.ts';
import { CodeIndex } from './codeIndex.ts';
import type { ConfigFile } from './configFile.ts';
import type { DeclaredVariable } from './declaredSections.ts';
import type { TemplateFile } from './templateFile.ts';
import { variablesByKey } from './templateFile.ts';

/** The template of what is no plugin's and no device's. */
export const mainTemplatePath = 'src/config/config.ini';
const pluginTemplateFolder = 'src/config/plugins/';

/** Every file of a project as the others see it, and where names are looked up. */
export class ProjectIndex {
  readonly code = new CodeIndex();
  readonly templates = new Map<string, TemplateFile>();
  /** Servers and their objects below etc, and files that should not be where they are. */
  readonly texts = new Map<string, string>();
  config: ConfigFile | undefined;
  /** Templates of the plugins that ship with Ockle, by class name. */
  readonly #shipped: ReadonlyMap<string, TemplateFile>;
  /** Which of the files that Ockle reads as one page have a section. */
  readonly #holders = new Map<string, Set<string>>();

  /** How many plugin templates there are by lower-case name of the plugin. */
  readonly #lowerTemplates = new Map<string, number>();

  constructor(shipped: ReadonlyMap<string, TemplateFile>) {
    this.#shipped = shipped;
  }

  /** Puts a template in the place of the one that was there. */
  setTemplate(path: string, file: TemplateFile | undefined): void {
    const before = this.templates.get(path);
    if (before) {
      this.#hold(before, (paths) => paths.delete(path));
      this.#tally(before, -1);
    }
    this.templates.delete(path);
    if (!file) return;
    this.templates.set(path, file);
    this.#hold(file, (paths) => paths.add(path));
    this.#tally(file, 1);
  }

  get mainTemplate(): TemplateFile | undefined {
    return this.templates.get(mainTemplatePath);
  }

  pluginTemplate(plugin: string): TemplateFile | undefined {
    return this.templates.get(`${pluginTemplateFolder}${plugin}.ini`);
  }

  /** Whether a plugin has a template when nobody looks at capital and small letters. */
  hasTemplateLike(plugin: string): boolean {
    return this.#lowerTemplates.has(plugin.toLowerCase());
  }

  /** The files of the page of plugins and main settings that have this section. */
  holdersOf(section: string): readonly string[] {
    return [...(this.#holders.get(section) ?? [])].sort();
  }

  /** The sections that some template of that page declares. */
  sectionNames(): Iterable<string> {
    return this.#holders.keys();
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

  /** The names of all plugins that can be enabled. */
  pluginNames(): readonly string[] {
    const own = [...this.code.classNames()].filter((name) => this.code.isPlugin(name));
    return [...new Set([...own, ...shippedPlugins])];
  }

  /** Whether enough is known to say that something is not there. */
  get isProject(): boolean {
    return this.code.size > 0 || this.config !== undefined;
  }

  /** The folder of plugins, relative to the project, with `/` at its end. */
  get pluginFolder(): string {
    const pluginDir = this.config?.pluginDir ?? defaultSettings.pluginDir;
    return `${projectPaths({ ...defaultSettings, pluginDir }).plugins}/`;
  }

  #tally({ plugin }: TemplateFile, step: 1 | -1): void {
    if (plugin === undefined) return;
    const key = plugin.toLowerCase();
    const count = (this.#lowerTemplates.get(key) ?? 0) + step;
    if (count > 0) this.#lowerTemplates.set(key, count);
    else this.#lowerTemplates.delete(key);
  }

  #hold(file: TemplateFile, update: (paths: Set<string>) => void): void {
    if (file.plugin === undefined && file.path !== mainTemplatePath) return;
    for (const name of file.sectionNames()) {
      const paths = this.#holders.get(name) ?? new Set<string>();
      update(paths);
      if (paths.size > 0) this.#holders.set(name, paths);
      else this.#holders.delete(name);
    }
  }
}

/** The plugin that a section is of. */
export function pluginOf(section: string): string | undefined {
  return section.startsWith('plugins.') ? section.slice('plugins.'.length) : undefined;
}
