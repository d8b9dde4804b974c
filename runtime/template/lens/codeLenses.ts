import type { IniDocument, IniHeader } from '../../ini/index.ts';
import type { TemplateRange } from '../findings.ts';
import { perBlock } from '../model/perBlock.ts';
import type { FilePlace, PluginFacts } from '../model/pluginFacts.ts';
import type { TemplateBlock } from '../model/templateBlock.ts';
import type { TemplateModel } from '../model/templateModel.ts';
import { moveSpan, toSpan } from '../model/templateSpan.ts';

/** Something offered above a line, and what it does. */
export type LensAction =
  | { readonly kind: 'run' | 'debug' | 'createClass' | 'createTemplate' | 'enable' | 'openConfig' }
  | { readonly kind: 'openClass'; readonly place: FilePlace }
  | { readonly kind: 'openTemplate'; readonly file: string }
  /** The reads of all variables; it does nothing where there are none. */
  | { readonly kind: 'showReads'; readonly places: readonly FilePlace[] };

/** An entry of the line above a section or class. */
export interface TemplateLens {
  readonly range: TemplateRange;
  readonly title: string;
  readonly plugin: string;
  readonly action: LensAction;
  /** Whether it runs code of the workspace, so that it must not be shown before that is trusted. */
  readonly needsTrust: boolean;
}

/**
 * The lenses above the section of a plugin's template: none above a header that is broken or that is
 * not the plugin's. Without facts only the variables can be counted.
 */
export function codeLenses(model: TemplateModel, facts?: PluginFacts): readonly TemplateLens[] {
  const { kind } = model;
  if (kind.kind !== 'plugin') return [];
  const [wanted] = kind.sections;
  for (const { block, firstLine } of model.blocks) {
    const found = headersOf(block).find(({ name }) => name === wanted);
    if (!found) continue;
    const range = moveSpan(found.range, firstLine);
    return lensTexts(found.variables, facts).map((lens) => ({
      range,
      plugin: kind.plugin,
      ...lens,
      needsTrust: lens.action.kind === 'run' || lens.action.kind === 'debug',
    }));
  }
  return [];
}

interface FoundHeader {
  readonly name: string;
  readonly range: TemplateRange;
  readonly variables: number;
}

/** The headers of a block that nothing is wrong with. */
const headersOf = perBlock(({ document, readings }: TemplateBlock): readonly FoundHeader[] =>
  document.sections.flatMap(({ name, header }, index) => {
    if (!header || !isSound(header, document)) return [];
    const variables = readings[index]?.entries.length ?? 0;
    return [{ name, range: toSpan(header.range), variables }];
  }),
);

function isSound({ closed, indented, trailing }: IniHeader, document: IniDocument): boolean {
  return closed && !indented && !(trailing && document.textOf(trailing).includes(']'));
}

type LensText = Pick<TemplateLens, 'title' | 'action'>;

function lensTexts(variables: number, facts: PluginFacts | undefined): readonly LensText[] {
  const declared = count(variables, 'variable');
  if (!facts) return [{ title: declared, action: { kind: 'showReads', places: [] } }];
  const places = facts.reads.map(({ place }) => place);
  const reads: LensText = {
    title: `${declared}, ${count(places.length, 'read')}`,
    action: { kind: 'showReads', places },
  };
  const { classPlace } = facts;
  if (!classPlace) return [{ title: 'Create class', action: { kind: 'createClass' } }, reads];
  return [
    { title: 'Run', action: { kind: 'run' } },
    { title: 'Debug', action: { kind: 'debug' } },
    { title: 'Open class', action: { kind: 'openClass', place: classPlace } },
    ...enabledText(facts.isEnabled),
    reads,
  ];
}

/** Nothing without a config.ini. */
function enabledText(isEnabled: boolean | undefined): readonly LensText[] {
  if (isEnabled === undefined) return [];
  return isEnabled
    ? [{ title: 'Enabled in config.ini', action: { kind: 'openConfig' } }]
    : [{ title: 'Enable in config.ini', action: { kind: 'enable' } }];
}

function count(number: number, noun: string): string {
  return number === 1 ? `1 ${noun}` : `${number} ${noun}s`;
}
