import type { IniDocument } from '../../../ini/index.ts';

/** How a file spells its options. */
export interface ConfigStyle {
  /** The equals sign with the blanks around it. */
  readonly equals: string;
  /** Whether names are in lower case, as a form saves them. */
  readonly isLower: boolean;
}

/** The style of the options that are there; that of a saved form where there are none. */
export function configStyle({ sections, text }: IniDocument): ConfigStyle {
  const options = sections.flatMap((section) => section.options);
  const written = options.find(({ value }) => value !== '');
  const equals = written && text.slice(written.nameRange.end, written.valueRange.start);
  const isLower = options.every(({ name, key }) => name === key || key === 'pluginlist');
  return { equals: equals?.trim() === '=' ? equals : ' = ', isLower };
}
