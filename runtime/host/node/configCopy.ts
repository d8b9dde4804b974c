import type { ConfigReader } from '../../plugins/api/index.ts';
import type { ConfigOption, ConfigSections } from '../../protocol/index.ts';

/** The host's copy of etc/config.ini. */
export class ConfigCopy implements ConfigReader {
  readonly #sections: ReadonlyMap<string, ReadonlyMap<string, ConfigOption>>;

  constructor(sections: ConfigSections) {
    this.#sections = new Map(
      Object.entries(sections).map(([name, options]) => [name, new Map(Object.entries(options))]),
    );
  }

  get(section: string, option: string): string {
    const found = this.#sections.get(section)?.get(option.toLowerCase());
    if (!found) {
      throw new Error(`etc/config.ini has no option “${option}” in section [${section}].`);
    }
    return textOf(section, option, found);
  }

  hasOption(section: string, option: string): boolean {
    return this.#sections.get(section)?.has(option.toLowerCase()) ?? false;
  }

  sections(): readonly string[] {
    return [...this.#sections.keys()];
  }

  items(section: string): readonly (readonly [string, string])[] {
    const options = this.#sections.get(section);
    if (!options) throw new Error(`etc/config.ini has no section [${section}].`);
    return [...options].map(([name, option]) => [name, textOf(section, name, option)] as const);
  }
}

function textOf(section: string, name: string, { text, raw }: ConfigOption): string {
  if (text !== undefined) return text;
  throw new Error(`The % in “${name} = ${raw}” of section [${section}] cannot be resolved.`);
}
