import type { IniDocument, IniOption } from '../ini/index.ts';
import { parseIni } from '../ini/index.ts';
import type { ConfigFile as ReadConfig, ProjectPaths } from '../project/index.ts';
import { projectPaths, readConfigFile } from '../project/index.ts';
import type { ConfigValue, TemplateModel } from '../template/index.ts';
import { readTemplate } from '../template/index.ts';

const prefix = 'plugins.';

/** etc/config.ini as the files around it see it. */
export class ConfigFile {
  readonly path: string;
  readonly text: string;
  readonly document: IniDocument;
  readonly #read: ReadConfig;

  constructor(path: string, text: string) {
    this.path = path;
    this.text = text;
    this.document = parseIni(text);
    this.#read = readConfigFile(text, path);
  }

  /** As templates are read, for the comments in it. */
  get model(): TemplateModel {
    return readTemplate(this.text, this.path);
  }

  /** Class names of the enabled plugins. */
  get plugins(): readonly string[] {
    return this.#read.plugins;
  }

  /** Where things are. */
  get folders(): ProjectPaths {
    return projectPaths(this.#read.settings);
  }

  /** What all files depend on. */
  get foldersKey(): string {
    return JSON.stringify(this.#read.settings);
  }

  /** All that is said of each plugin that is enabled or has a section, as one text each. */
  pluginTexts(): ReadonlyMap<string, string> {
    const texts = new Map(this.plugins.map((name) => [name, 'enabled']));
    for (const section of this.document.sectionNames()) {
      if (!section.startsWith(prefix)) continue;
      const plugin = section.slice(prefix.length);
      const options = [...this.document.options(section)].map(([key, { value }]) => [key, value]);
      texts.set(plugin, JSON.stringify([texts.get(plugin), options]));
    }
    return texts;
  }

  /** What one section says, by lower-case name. */
  valuesOf(section: string): ReadonlyMap<string, ConfigValue> {
    const options = [...this.document.options(section)];
    return new Map(options.map(([key, option]) => [key, this.#value(option)]));
  }

  #value({ value, valueRange, nameRange }: IniOption): ConfigValue {
    const { line, character, start, end } = value === '' ? nameRange : valueRange;
    const place = { file: this.path, line, startCol: character, endCol: character + end - start };
    return { text: value, place };
  }
}
