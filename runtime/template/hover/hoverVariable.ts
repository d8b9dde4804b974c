import type { PluginFacts } from '../model/pluginFacts.ts';
import type { JsonArray } from '../jsonArray.ts';
import { readValue } from '../rules/valueRules.ts';
import type { TemplateEntry } from '../templateEntry.ts';
import type { ValueType } from '../valueTypes.ts';
import { findValueType, formNames } from '../valueTypes.ts';
import { codeSpan, plainMarkdown } from './markdown.ts';
import type { LinkTo } from './placeLink.ts';
import { placeLink } from './placeLink.ts';

/** More links than this are a list nobody reads. */
const mostReads = 10;

/** What a variable is, in paragraphs of Markdown. */
export function describeVariable(
  entry: TemplateEntry,
  comment: string,
  facts: PluginFacts | undefined,
  linkTo: LinkTo | undefined,
): readonly string[] {
  const value = readValue(entry);
  const array = value.kind === 'array' ? value.array : undefined;
  const [first] = array?.elements ?? [];
  const type = typeof first?.value === 'string' ? findValueType(first.value) : undefined;
  const key = entry.name.toLowerCase();
  const lines = [`- Stored as ${codeSpan(key)}`];
  if (array && type) lines.push(...typeLines(entry, array, type));
  if (facts) lines.push(...factLines(entry, array, type, facts, linkTo));
  return [
    `**${plainMarkdown(entry.name)}**`,
    ...(comment === '' ? [] : [plainMarkdown(comment)]),
    lines.join('\n'),
  ];
}

function typeLines(entry: TemplateEntry, array: JsonArray, type: ValueType): readonly string[] {
  const given = type.arguments.flatMap(({ name }, index) => {
    const element = array.elements[index + 1];
    const text = element && entry.value.slice(element.start, element.end);
    return text === undefined ? [] : `- ${capital(name)} ${codeSpan(text)}`;
  });
  return [
    `- Type ${codeSpan(type.name)}: ${type.doc}`,
    ...given,
    `- In the form: ${formNames[type.form]}`,
  ];
}

function factLines(
  entry: TemplateEntry,
  array: JsonArray | undefined,
  type: ValueType | undefined,
  facts: PluginFacts,
  linkTo: LinkTo | undefined,
): readonly string[] {
  const key = entry.name.toLowerCase();
  const config = facts.configValues.get(key);
  const fallback = type?.hasDefault === true ? defaultText(entry, array) : undefined;
  const lines = [
    config
      ? `- etc/config.ini: ${codeSpan(config.text)}${config.text === fallback ? ', same as the default,' : ''} in ${placeLink(config.place, linkTo)}`
      : `- etc/config.ini has no value${fallback === undefined ? '' : ', so the default holds'}`,
  ];
  const reads = facts.reads.filter(({ name }) => name.toLowerCase() === key);
  const links = reads.slice(0, mostReads).map(({ place }) => placeLink(place, linkTo));
  const more = reads.length > mostReads ? ` and ${reads.length - mostReads} more` : '';
  const times = reads.length === 1 ? 'once' : `${reads.length} times`;
  if (reads.length > 0) lines.push(`- Read ${times}: ${links.join(', ')}${more}`);
  else if (!facts.hasDynamicReads) lines.push('- Never read');
  return lines;
}

/** The default as etc/config.ini would have it. */
function defaultText(entry: TemplateEntry, array: JsonArray | undefined): string | undefined {
  const element = array?.elements[1];
  if (!element) return undefined;
  if (typeof element.value === 'string') return element.value;
  return entry.value.slice(element.start, element.end);
}

function capital(name: string): string {
  return name.charAt(0).toUpperCase() + name.slice(1);
}
