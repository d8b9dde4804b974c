import { interpolate } from '../ini/index.ts';
import type { IniDocument } from '../ini/index.ts';
import type { ConfigOption, ConfigSections } from '../protocol/index.ts';

/** All sections and options of a document, as written and as read. */
export function configSections(document: IniDocument): ConfigSections {
  const sections = document.sectionNames().map((section) => {
    const options = [...document.options(section)].map(([name, { value }]) => {
      const read = interpolate(document, section, name);
      const option: ConfigOption = { raw: value, ...(read.ok && { text: read.value }) };
      return [name, option] as const;
    });
    return [section, Object.fromEntries(options)] as const;
  });
  return Object.fromEntries(sections);
}
