import {
  configPath,
  isPython2,
  languageOf,
  projectPaths,
  readConfigFile,
  scanPluginSource,
  shippedPlugins,
  type ProjectPaths,
} from '../../../runtime/project/index.ts';
import type {
  PluginInfo,
  PluginVariable,
  Problem,
  SourceLocation,
} from '../../../runtime/protocol/index.ts';
import type { ProjectReader } from '../serverTree/projectFiles.ts';
import { variablesOfFiles, type IniFile } from './variablesOfFiles.ts';

/** Files read at a time: each open one costs a handle. */
const readsAtOnce = 32;

/** Shipped plugins that are there although their code is elsewhere. */
const notYetShipped: ReadonlySet<string> = new Set(['Logger']);

/** What the files of a project say of its plugins. */
export interface FilesOfPlugins {
  readonly plugins: readonly PluginInfo[];
  /** Absolute paths of the templates, by class name. */
  readonly templates: ReadonlyMap<string, string>;
}

/** The plugins of a project as its files tell; a file is read again only after it was forgotten. */
export class PluginFiles {
  readonly #reader: ProjectReader;
  readonly #shippedTemplates: () => Promise<ReadonlyMap<string, string>>;
  readonly #read = new Map<string, readonly PluginInfo[]>();
  /** Applied when a load begins: the one under way may still read what was before the change. */
  readonly #forgotten = new Set<string>();
  #config: string | undefined;
  #paths: ProjectPaths = projectPaths();
  #current: FilesOfPlugins = { plugins: [], templates: new Map() };
  #loading: Promise<void> = Promise.resolve();

  /** `shippedTemplates` answers the texts of the templates that ship with Ockle, by class name. */
  constructor(reader: ProjectReader, shippedTemplates: () => Promise<ReadonlyMap<string, string>>) {
    this.#reader = reader;
    this.#shippedTemplates = shippedTemplates;
  }

  /** What the last `load` found. */
  get current(): FilesOfPlugins {
    return this.#current;
  }

  /** Makes the next `load` read this file, given as `toAbsolute` does. */
  forget(absoluteFile: string): void {
    this.#forgotten.add(absoluteFile);
  }

  /** Brings `current` up to date; calls wait for each other. */
  load(): Promise<void> {
    const loading = this.#loading.then(() => this.#load());
    this.#loading = loading.catch(() => undefined);
    return loading;
  }

  /** The config variables of a plugin, as the files have them now. */
  async variablesOf(className: string): Promise<readonly PluginVariable[]> {
    const { generalTemplate } = this.#paths;
    const shipped = (await this.#shippedTemplates()).get(className);
    const own = this.#paths.pluginTemplate(className);
    const templates = [
      await this.#iniFile(generalTemplate),
      shipped === undefined ? undefined : { file: `${className}.ini`, text: shipped },
      await this.#iniFile(own),
    ];
    const config =
      this.#config === undefined
        ? undefined
        : { file: this.#reader.toAbsolute(configPath), text: this.#config };
    const found = variablesOfFiles(
      { templates: templates.flatMap((file) => file ?? []), config },
      className,
    );
    // A template inside the extension is no place to go to.
    return found.map((variable) => {
      const { source, ...rest } = variable;
      return source?.file === `${className}.ini` ? rest : variable;
    });
  }

  async #load(): Promise<void> {
    for (const file of this.#forgotten) this.#read.delete(file);
    this.#forgotten.clear();
    this.#config = await this.#reader.readText(configPath);
    const { settings, plugins: enabled } = readConfigFile(this.#config ?? '');
    this.#paths = projectPaths(settings);
    const files = await this.#list(this.#paths.plugins);
    const sources = files.filter((file) => languageOf(file) !== undefined);
    const unread = sources.filter((file) => !this.#read.has(this.#reader.toAbsolute(file)));
    for (let start = 0; start < unread.length; start += readsAtOnce) {
      await Promise.all(unread.slice(start, start + readsAtOnce).map((file) => this.#scan(file)));
    }
    const own = sources.flatMap((file) => this.#read.get(this.#reader.toAbsolute(file)) ?? []);
    const templateFiles = new Set(await this.#list(this.#paths.pluginTemplates));
    const plugins = withShipped(own).map((info) => withEnabled(info, enabled));
    const templates = plugins.flatMap(({ className }): [string, string][] => {
      const file = this.#paths.pluginTemplate(className);
      return templateFiles.has(file) ? [[className, this.#reader.toAbsolute(file)]] : [];
    });
    this.#current = { plugins, templates: new Map(templates) };
  }

  async #list(folder: string): Promise<readonly string[]> {
    const names = await this.#reader.listFiles(folder);
    return names
      .filter((name) => !name.startsWith('.'))
      .sort()
      .map((name) => `${folder}/${name}`);
  }

  async #scan(path: string): Promise<void> {
    const language = languageOf(path);
    const text = await this.#reader.readText(path);
    if (!language || text === undefined) return;
    const file = this.#reader.toAbsolute(path);
    const isOld = language === 'python' && isPython2(text);
    const plugins = scanPluginSource(text, language)
      .filter(({ isExported, extendsModuleTemplate }) => isExported && extendsModuleTemplate)
      .map(({ name, line, column }): PluginInfo => ({
        className: name,
        language,
        source: { file, line, column },
        enabled: false,
        generation: 0,
        phase: { kind: 'notRunning' },
        ...(isOld && { unusable: writtenForPython2(name, { file, line, column }) }),
      }));
    this.#read.set(file, plugins);
  }

  async #iniFile(path: string): Promise<IniFile | undefined> {
    const text = await this.#reader.readText(path);
    return text === undefined ? undefined : { file: this.#reader.toAbsolute(path), text };
  }
}

/** As the daemon judges it: a shipped plugin of that name is what runs. */
function writtenForPython2(plugin: string, source: SourceLocation): Problem {
  const isReplaced = shippedPlugins.has(plugin) && !notYetShipped.has(plugin);
  const instead = isReplaced
    ? 'Where it is enabled, the plugin of that name that ships with Ockle runs. Write it for Python 3 to run your own.'
    : 'Write it for Python 3 to run it.';
  const message = `${plugin} is written for Python 2. ${instead}`;
  return { code: 'python-2-code', severity: 'warning', message, plugin, source };
}

/** Each class once, as the daemon takes them, and those that come with Ockle. */
function withShipped(own: readonly PluginInfo[]): readonly PluginInfo[] {
  const plugins = new Map<string, PluginInfo>();
  for (const info of own) if (!plugins.has(info.className)) plugins.set(info.className, info);
  for (const className of shippedPlugins) {
    if (plugins.has(className) || notYetShipped.has(className)) continue;
    plugins.set(className, {
      className,
      language: 'typescript',
      source: { file: className, line: 1 },
      isShipped: true,
      enabled: false,
      generation: 0,
      phase: { kind: 'notRunning' },
    });
  }
  return [...plugins.values()];
}

function withEnabled(info: PluginInfo, enabled: readonly string[]): PluginInfo {
  return { ...info, enabled: enabled.includes(info.className) };
}
