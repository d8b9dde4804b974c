import type { TemplateKind } from '../templateKind.ts';
import { findValueType } from '../valueTypes.ts';
import type { Proposal } from './proposal.ts';
import { lineOf } from './proposeArrays.ts';
import { literalSnippet, stopsOf } from './snippet.ts';
import type { ReadVariable } from './valuePlace.ts';

/** Sections of the main template, which may hold any plugin's as well. */
const mainSections = ['main', 'plugins', 'servers'];

/** Section names for the header in a line, with the bracket that closes it where it is missing. */
export function proposeSections(
  kind: TemplateKind,
  names: readonly string[],
  isClosed: boolean,
): readonly Proposal[] {
  return names.map((name) => ({
    label: name,
    kind: 'section',
    detail: sectionDetail(kind),
    documentation: '',
    snippet: literalSnippet(name) + (isClosed ? '' : ']'),
    filterText: name,
    isPreselected: kind.kind === 'plugin',
  }));
}

/** Whole header lines. */
export function proposeHeaders(kind: TemplateKind, names: readonly string[]): readonly Proposal[] {
  return names.map((name) => ({
    label: `[${name}]`,
    kind: 'section',
    detail: sectionDetail(kind),
    documentation: '',
    snippet: literalSnippet(`[${name}]`),
    filterText: name,
    isPreselected: false,
  }));
}

/** A whole template for an empty file: all its sections, in a plugin's all variables its code reads. */
export function proposeTemplate(
  kind: Exclude<TemplateKind, { readonly kind: 'any' }>,
  reads: readonly ReadVariable[],
): Proposal {
  const headers = kind.sections.map((name) => `[${name}]`);
  const [first = '', ...others] = headers.map(literalSnippet);
  return {
    label: headers.join(' '),
    kind: 'section',
    detail: 'a whole template',
    documentation: '',
    snippet: [first + firstLines(kind, reads), ...others].join('\n\n'),
    filterText: kind.sections.join(' '),
    isPreselected: true,
  };
}

function firstLines(kind: TemplateKind, reads: readonly ReadVariable[]): string {
  if (kind.kind !== 'plugin') return '';
  if (reads.length === 0) return '\n${1:NAME}=["string","$2"]';
  let [snippet, stop] = ['', 1];
  for (const { name, type: typeName } of reads) {
    const type = findValueType(typeName);
    if (!type) continue;
    snippet += `\n${lineOf(name, type, stop).snippet}`;
    for (const argument of type.arguments) stop += stopsOf(argument);
  }
  return snippet;
}

/** The sections that a file of this kind may have. */
export function sectionsOf(kind: TemplateKind): readonly string[] {
  return kind.kind === 'any' ? mainSections : kind.sections;
}

function sectionDetail(kind: TemplateKind): string {
  return kind.kind === 'plugin' ? `the section of ${kind.plugin}.ini` : 'section';
}
