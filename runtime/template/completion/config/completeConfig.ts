import type { IniDocument, IniPosition } from '../../../ini/index.ts';
import { parseIni } from '../../../ini/index.ts';
import type { ConfigKnowledge, ConfigVariable } from '../../model/configKnowledge.ts';
import type { CompletionOptions } from '../completeTemplate.ts';
import type { CursorPlace } from '../cursorPlace.ts';
import { cursorPlace, isUnasked } from '../cursorPlace.ts';
import type { Proposal } from '../proposal.ts';
import { placeholderToken } from '../proposePlaceholder.ts';
import { literalSnippet } from '../snippet.ts';
import type { TemplateCompletion } from '../templateCompletion.ts';
import { configDefault, configValues } from './configValues.ts';
import { configStyle } from './configStyle.ts';
import { proposePlugins } from './proposePlugins.ts';
import { proposeConfigSections, proposeOptions } from './proposeOptions.ts';

/** What can be written at a place of etc/config.ini, best first. */
export function completeConfig(
  text: string,
  position: IniPosition,
  knowledge: ConfigKnowledge,
  { trigger }: CompletionOptions = {},
): readonly TemplateCompletion[] {
  const document = parseIni(text);
  const { line, character } = document.positionAt(document.offsetAt(position));
  const start = document.lines.starts[line] ?? 0;
  const content = text.slice(start, document.lines.ends[line] ?? start);
  const found = cursorPlace(content, character);
  if (found.place === 'nothing' || isUnasked(found, trigger)) return [];
  if (continuesValue(document, line)) return [];
  const proposals = propose({ document, line, content, character, knowledge }, found);
  return proposals.map((proposal, index) => {
    const { start: from, end } = proposal.token ?? found.token;
    const { label, kind, detail, documentation, snippet, filterText, isPreselected } = proposal;
    return {
      ...{ label, kind, detail, documentation, snippet, filterText, isPreselected },
      sortText: index.toString().padStart(4, '0'),
      range: { start: { line, character: from }, end: { line, character: end } },
    };
  });
}

interface Cursor {
  readonly document: IniDocument;
  readonly line: number;
  readonly content: string;
  readonly character: number;
  readonly knowledge: ConfigKnowledge;
}

type Found = Exclude<CursorPlace, { readonly place: 'nothing' }>;

function propose(cursor: Cursor, found: Found): readonly Proposal[] {
  const { document, line, content, knowledge } = cursor;
  const section = sectionAt(cursor);
  if (found.place === 'header') {
    const taken = sectionsBut(document, line);
    const extent = found.isClosed ? 'name' : 'header';
    return proposeConfigSections(knowledge, taken, configStyle(document), extent);
  }
  const declared = knowledge.sections.get(section) ?? [];
  if (found.place === 'name') {
    return found.isDeclared ? [] : proposeLines(cursor, section, declared);
  }
  const key = found.name.toLowerCase();
  if (section === 'plugins' && key === 'pluginlist') {
    return proposePlugins(content, found, knowledge.pluginNames);
  }
  const variable = declared.find(({ name }) => name.toLowerCase() === key);
  return variable && found.place === 'value'
    ? proposeValue(cursor, variable, found.token.start)
    : [];
}

/** The section that the line of the cursor belongs to; empty before the first header. */
function sectionAt({ document, line }: Cursor): string {
  const found = document.sections.findLast(({ header }) => header && header.range.line <= line);
  return found?.name ?? '';
}

function proposeLines(
  { document, knowledge }: Cursor,
  section: string,
  declared: readonly ConfigVariable[],
): readonly Proposal[] {
  const style = configStyle(document);
  const present = new Set(document.options(section).keys());
  return [
    ...proposeOptions(declared, present, style),
    ...proposeConfigSections(knowledge, sectionsBut(document, -1), style, 'section'),
  ];
}

function proposeValue(
  { content, character }: Cursor,
  variable: ConfigVariable,
  start: number,
): readonly Proposal[] {
  const token = placeholderToken(content, character);
  if (variable.type === 'string' && token.start < token.end) {
    return [{ ...toValue('~~HOME~~', 'the folder of the project'), token }];
  }
  const whole = { start, end: Math.max(character, content.trimEnd().length) };
  const fallback = configDefault(variable);
  return configValues(variable).map((value) => ({
    ...toValue(value, value === fallback ? 'the default' : variable.name),
    token: whole,
  }));
}

function toValue(value: string, detail: string): Proposal {
  return {
    label: value,
    kind: 'value',
    detail,
    documentation: '',
    snippet: literalSnippet(value),
    filterText: value,
    isPreselected: false,
  };
}

function sectionsBut({ sections }: IniDocument, exceptLine: number): ReadonlySet<string> {
  const others = sections.filter(({ header }) => header && header.range.line !== exceptLine);
  return new Set(others.map(({ name }) => name));
}

function continuesValue({ sections }: IniDocument, line: number): boolean {
  return sections.some(({ options }) =>
    options.some(({ continuation }) => continuation.some((range) => range.line === line)),
  );
}
