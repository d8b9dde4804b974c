import type { PluginFacts } from '../model/pluginFacts.ts';
import type { TemplateBlock } from '../model/templateBlock.ts';
import { plainMarkdown } from './markdown.ts';
import type { LinkTo } from './placeLink.ts';
import { placeLink } from './placeLink.ts';

/** What the sections stand for that are no plugin's. */
const meanings: ReadonlyMap<string, string> = new Map([
  ['main', 'The folders of the project and its log file.'],
  ['plugins', 'Which plugins the daemon runs.'],
  ['servers', 'How servers are started.'],
  ['server', 'The fields of every server.'],
  ['pdu', 'The fields of a power distribution unit of this type.'],
  ['outletParams', 'The fields of each outlet of such a unit.'],
  ['tester', 'The fields of a tester of this type.'],
  ['testParams', 'The fields of each test that such a tester does.'],
  ['controller', 'The fields of a controller of this type.'],
  ['controlParams', 'The fields of each control of such a controller.'],
]);

/** What a section is about, in paragraphs of Markdown. */
export function describeSection(
  block: TemplateBlock,
  name: string,
  comment: string,
  facts: PluginFacts | undefined,
  linkTo: LinkTo | undefined,
): readonly string[] {
  const own = facts && name === `plugins.${facts.className}` ? facts : undefined;
  const plugin = name.startsWith('plugins.') ? name.slice('plugins.'.length) : undefined;
  const meaning =
    plugin === undefined ? meanings.get(name) : `The variables of plugin ${plainMarkdown(plugin)}.`;
  const count = block.readings.reduce((sum, { entries }) => sum + entries.length, 0);
  const variables = `- ${count} ${count === 1 ? 'variable' : 'variables'}`;
  const lines = own
    ? [...classLines(own, linkTo), `${variables}, ${countOf(own.reads.length, 'read')} in code`]
    : [variables];
  return [
    ...(meaning === undefined ? [] : [meaning]),
    ...(comment === '' ? [] : [plainMarkdown(comment)]),
    ...(own?.doc === undefined ? [] : [plainMarkdown(own.doc)]),
    lines.join('\n'),
  ];
}

function classLines(facts: PluginFacts, linkTo: LinkTo | undefined): readonly string[] {
  const name = plainMarkdown(facts.className);
  const place = facts.classPlace;
  const lines = [
    place
      ? `- Class ${name} in ${placeLink(place, linkTo)}`
      : `- No file of the project has a class ${name}`,
  ];
  if (facts.isEnabled !== undefined) {
    lines.push(
      facts.isEnabled
        ? '- Enabled in etc/config.ini'
        : '- Not enabled: pluginList in etc/config.ini does not name it',
    );
  }
  return lines;
}

function countOf(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}
