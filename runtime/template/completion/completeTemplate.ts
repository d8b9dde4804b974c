import type { IniPosition } from '../../ini/index.ts';
import type { PluginFacts } from '../model/pluginFacts.ts';
import type { PlacedBlock } from '../model/templateBlock.ts';
import type { TemplateModel } from '../model/templateModel.ts';
import type { CursorPlace } from './cursorPlace.ts';
import { cursorPlace, isUnasked } from './cursorPlace.ts';
import { missingSections, variableNames } from './declaredNames.ts';
import type { Proposal } from './proposal.ts';
import { proposeArguments } from './proposeArguments.ts';
import { proposeArrays, proposeLines, proposeReads } from './proposeArrays.ts';
import { proposeHeaders, proposeSections, proposeTemplate, sectionsOf } from './proposeSections.ts';
import { soundProposals } from './soundProposals.ts';
import type { TemplateCompletion } from './templateCompletion.ts';
import type { ReadVariable } from './valuePlace.ts';
import { readVariables } from './valuePlace.ts';

/** What the editor tells of how completion was asked for. */
export interface CompletionOptions {
  /** The character that was just typed, if that is why; undefined when the user asked. */
  readonly trigger?: string | undefined;
}

/** What can be written at a place of a template, best first; empty where nothing sensible can. */
export function completeTemplate(
  model: TemplateModel,
  position: IniPosition,
  facts?: PluginFacts,
  { trigger }: CompletionOptions = {},
): readonly TemplateCompletion[] {
  const line = Math.min(Math.max(position.line, 0), model.lineCount - 1);
  const content = model.lineText(line);
  const character = Math.min(Math.max(position.character, 0), content.length);
  const found = cursorPlace(content, character);
  if (found.place === 'nothing' || isUnasked(found, trigger)) return [];
  const place = model.blockAt(line);
  if (continuesValue(place, line)) return [];
  const proposals = propose({ model, place, line, content, character, facts }, found);
  return soundProposals(model, line, found.token, proposals).map((proposal, index) =>
    toCompletion(proposal, index, line, found),
  );
}

interface Cursor {
  readonly model: TemplateModel;
  readonly place: PlacedBlock;
  readonly line: number;
  readonly content: string;
  readonly character: number;
  readonly facts: PluginFacts | undefined;
}

type Found = Exclude<CursorPlace, { readonly place: 'nothing' }>;

function propose(cursor: Cursor, found: Found): readonly Proposal[] {
  const { model, line, content, character, facts } = cursor;
  if (found.place === 'header') {
    const names = missingSections(model, sectionsOf(model.kind), line);
    return proposeSections(model.kind, names, found.isClosed);
  }
  const section = sectionAt(cursor.place, line) ?? '';
  const reads = readVariables(facts, section);
  if (found.place === 'name') return proposeName(cursor, found, section);
  const readAs = reads.find(({ name }) => name.toLowerCase() === found.name.toLowerCase())?.type;
  const place = { section, name: found.name, readAs };
  if (found.place === 'value') return proposeArrays(place);
  return proposeArguments(content, character, place, found);
}

function proposeName(
  { model, place, line, content, facts }: Cursor,
  found: Extract<Found, { readonly place: 'name' }>,
  section: string,
): readonly Proposal[] {
  const name = content.slice(found.token.start, found.token.end);
  if (isBlank(model) && name === '' && model.kind.kind !== 'any') {
    const [first = ''] = model.kind.sections;
    return [proposeTemplate(model.kind, readVariables(facts, first))];
  }
  const headers = found.isDeclared
    ? []
    : proposeHeaders(model.kind, missingSections(model, sectionsOf(model.kind), line));
  if (sectionAt(place, line) === undefined) return headers;
  const declared = variableNames(model, place, section, line);
  const missing = readVariables(facts, section).filter(
    (read) => !declared.has(read.name.toLowerCase()),
  );
  const reads = proposeReads(missing, facts?.className ?? '', found.isDeclared);
  if (found.isDeclared) return reads;
  return [
    ...reads,
    ...proposeLines({ section, name, readAs: readAs(missing, name) }, declared),
    ...headers,
  ];
}

function readAs(reads: readonly ReadVariable[], name: string): string | undefined {
  return reads.find((read) => read.name.toLowerCase() === name.toLowerCase())?.type;
}

/** Whether a template holds comments and blanks at most. */
function isBlank({ blocks }: TemplateModel): boolean {
  return blocks.length === 1 && blocks[0]?.block.document.sections.length === 0;
}

/** The section that a line belongs to; undefined before the first header. */
function sectionAt({ block, firstLine }: PlacedBlock, line: number): string | undefined {
  return block.document.sections
    .findLast(({ header }) => header !== undefined && firstLine + header.range.line <= line)
    ?.name.trim();
}

function continuesValue({ block, firstLine }: PlacedBlock, line: number): boolean {
  return block.document.sections.some((section) =>
    section.options.some((option) =>
      option.continuation.some((range) => firstLine + range.line === line),
    ),
  );
}

function toCompletion(
  proposal: Proposal,
  index: number,
  line: number,
  found: Found,
): TemplateCompletion {
  const { label, kind, detail, documentation, snippet, filterText, isPreselected } = proposal;
  const { start, end } = proposal.token ?? found.token;
  return {
    ...{ label, kind, detail, documentation, snippet, filterText, isPreselected },
    sortText: index.toString().padStart(4, '0'),
    range: { start: { line, character: start }, end: { line, character: end } },
  };
}
