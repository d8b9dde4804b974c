import type { ConfigKnowledge, ConfigVariable } from '../../model/configKnowledge.ts';
import type { Proposal } from '../proposal.ts';
import { literalSnippet } from '../snippet.ts';
import { configDefault } from './configValues.ts';
import type { ConfigStyle } from './configStyle.ts';

/** A line with its default for each variable of a section that is not set. */
export function proposeOptions(
  declared: readonly ConfigVariable[],
  present: ReadonlySet<string>,
  style: ConfigStyle,
): readonly Proposal[] {
  const missing = declared.filter(({ name }) => !present.has(name.toLowerCase()));
  return missing.map((variable) => {
    const name = spelt(variable.name, style);
    const value = configDefault(variable) ?? '';
    return {
      label: `${name}${style.equals}${value}`.trimEnd(),
      kind: 'variable',
      detail: variable.type,
      documentation: '',
      snippet: optionSnippet(variable, style, 1),
      filterText: name,
      isPreselected: false,
    };
  });
}

/**
 * The sections that templates declare and the file has not: the name alone, the name with its bracket,
 * or the whole section with its defaults.
 */
export function proposeConfigSections(
  { sections }: ConfigKnowledge,
  taken: ReadonlySet<string>,
  style: ConfigStyle,
  extent: 'name' | 'header' | 'section',
): readonly Proposal[] {
  const missing = [...sections].filter(([name]) => !taken.has(name));
  return missing.map(([name, variables]) => {
    const title = literalSnippet(name);
    const lines = variables.map((each, index) => `\n${optionSnippet(each, style, index + 1)}`);
    const snippets = {
      name: title,
      header: `${title}]`,
      section: `[${title}]${lines.join('')}`,
    };
    return {
      label: extent === 'section' ? `[${name}]` : name,
      kind: 'section',
      detail: extent === 'section' ? 'with its defaults' : 'section',
      documentation: '',
      snippet: snippets[extent],
      filterText: name,
      isPreselected: false,
    };
  });
}

function optionSnippet(variable: ConfigVariable, style: ConfigStyle, stop: number): string {
  const value = configDefault(variable) ?? '';
  const preset = value === '' ? `$${stop}` : `\${${stop}:${literalSnippet(value)}}`;
  return literalSnippet(spelt(variable.name, style)) + style.equals + preset;
}

function spelt(name: string, { isLower }: ConfigStyle): string {
  return isLower && name !== 'pluginList' ? name.toLowerCase() : name;
}
