import type { IniDocument } from '../../ini/index.ts';
import type { TemplateKind } from '../templateKind.ts';
import type { Proposal } from './proposal.ts';
import { literalSnippet } from './snippet.ts';

/** Sections of the main template, which may hold any plugin's as well. */
const mainSections = ['main', 'plugins', 'servers'];

/** Section names for the header in a line, with the bracket that closes it where it is missing. */
export function proposeSections(
  document: IniDocument,
  kind: TemplateKind,
  line: number,
  isClosed: boolean,
): readonly Proposal[] {
  return freeSections(document, kind, line).map((name) => ({
    label: name,
    kind: 'section',
    detail: sectionDetail(kind),
    documentation: '',
    snippet: literalSnippet(name) + (isClosed ? '' : ']'),
    filterText: name,
    isPreselected: kind.kind === 'plugin',
  }));
}

/** Whole header lines for an empty line; in an empty template with a first variable below. */
export function proposeHeaders(
  document: IniDocument,
  kind: TemplateKind,
  word: string,
): readonly Proposal[] {
  const isEmpty = document.sections.every((section) => section.header === undefined);
  return freeSections(document, kind, undefined).map((name) => {
    const header = `[${name}]`;
    const isWhole = isEmpty && word === '' && kind.kind === 'plugin';
    return {
      label: header,
      kind: 'section',
      detail: sectionDetail(kind),
      documentation: '',
      snippet: literalSnippet(header) + (isWhole ? '\n${1:NAME}=["string","$2"]' : ''),
      filterText: name,
      isPreselected: isEmpty,
    };
  });
}

/** The sections of this kind of file that no other line declares. */
function freeSections(
  document: IniDocument,
  kind: TemplateKind,
  exceptLine: number | undefined,
): readonly string[] {
  const taken = new Set(
    document.sections
      .filter((section) => section.header && section.header.range.line !== exceptLine)
      .map((section) => section.name),
  );
  const names: readonly string[] = kind.kind === 'any' ? mainSections : kind.sections;
  return names.filter((name) => !taken.has(name));
}

function sectionDetail(kind: TemplateKind): string {
  return kind.kind === 'plugin' ? `the section of ${kind.plugin}.ini` : 'section';
}
