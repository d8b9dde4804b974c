import type { IniDocument, IniPosition } from '../../ini/index.ts';
import { parseIni } from '../../ini/index.ts';
import { templateKind } from '../templateKind.ts';
import { proposeArguments } from './proposeArguments.ts';
import type { LineStretch } from './cursorPlace.ts';
import { cursorPlace } from './cursorPlace.ts';
import type { Proposal } from './proposal.ts';
import { proposeHeaders, proposeSections } from './proposeSections.ts';
import { proposeArrays, proposeVariables } from './proposeArrays.ts';
import type { TemplateCompletion } from './templateCompletion.ts';

/** What can be written at a place of a template, best first; empty where nothing sensible can. */
export function completeTemplate(
  text: string,
  file: string,
  position: IniPosition,
): readonly TemplateCompletion[] {
  const document = parseIni(text);
  const { line, character } = document.positionAt(document.offsetAt(position));
  const start = document.lines.starts[line] ?? 0;
  const content = text.slice(start, document.lines.ends[line] ?? start);
  const found = cursorPlace(content, character);
  if (found.place === 'nothing' || continuesValue(document, line)) return [];
  const proposals = propose(document, file, line, found);
  return proposals.map((proposal, index) => toCompletion(proposal, index, line, found.token));
}

type Found = Exclude<ReturnType<typeof cursorPlace>, { readonly place: 'nothing' }>;

function propose(
  document: IniDocument,
  file: string,
  line: number,
  found: Found,
): readonly Proposal[] {
  const kind = templateKind(file);
  const section = sectionAt(document, line);
  if (found.place === 'header') return proposeSections(document, kind, line, found.isClosed);
  if (found.place === 'name') {
    const word = document.text.slice(
      (document.lines.starts[line] ?? 0) + found.token.start,
      (document.lines.starts[line] ?? 0) + found.token.end,
    );
    const headers = proposeHeaders(document, kind, word);
    return section === undefined ? headers : [...proposeVariables(section, word), ...headers];
  }
  if (found.place === 'value') return proposeArrays(section ?? '', found.name);
  return proposeArguments(section ?? '', found.name, found);
}

/** The section that a line belongs to; undefined before the first header. */
function sectionAt(document: IniDocument, line: number): string | undefined {
  return document.sections
    .findLast((section) => section.header !== undefined && section.header.range.line <= line)
    ?.name.trim();
}

function continuesValue(document: IniDocument, line: number): boolean {
  return document.sections.some((section) =>
    section.options.some((option) => option.continuation.some((range) => range.line === line)),
  );
}

function toCompletion(
  proposal: Proposal,
  index: number,
  line: number,
  token: LineStretch,
): TemplateCompletion {
  return {
    ...proposal,
    sortText: index.toString().padStart(4, '0'),
    range: { start: { line, character: token.start }, end: { line, character: token.end } },
  };
}
