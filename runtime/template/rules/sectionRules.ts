import type { IniHeader, IniRange, IniSection } from '../../ini/index.ts';
import { skipBlanks, trimBlanks } from '../../ini/index.ts';
import type { TemplateContext } from '../templateContext.ts';
import { lineRange } from '../templateContext.ts';
import { hasContent } from './contentRules.ts';

/** Reports what is wrong with the header of a section, in the order of the rules. */
export function checkHeader(
  context: TemplateContext,
  section: IniSection,
  header: IniHeader,
): void {
  const { document, findings } = context;
  if (header.indented) reportIndented(context, header.range);
  if (!header.closed || isNameless(section.name)) return;
  const { name, trailing } = header;
  if (document.textOf(name) !== trimmedName(section)) checkNameBlanks(context, name);
  if (trailing && !document.textOf(trailing).includes(']')) {
    findings.add(
      'section-trailing-text',
      trailing,
      'Text after a section header is ignored. Move it to a comment line of its own.',
    );
  }
}

/** Reports a section name that cannot stand in a template, or not in this one. */
export function checkName(context: TemplateContext, section: IniSection, header: IniHeader): void {
  const { findings } = context;
  const name = trimmedName(section);
  if (!header.closed || name === '') return;
  if (name.toLowerCase() === 'default') {
    const message =
      name === 'DEFAULT'
        ? 'The variables of [DEFAULT] appear in every section. Give the section another name.'
        : `A section called [${name}] cannot be saved. Give it another name.`;
    findings.add('default-section', header.name, message);
    return;
  }
  if (/[$*]/.test(name)) {
    const message = `"$" and "*" separate the field names of the web form, so they cannot be in a section name.`;
    findings.add('section-reserved-char', header.name, message);
    return;
  }
  checkPlace(context, name, header.name);
}

/** Reports a plugin's section without a line of content. */
export function checkContent(context: TemplateContext, section: IniSection): void {
  const { header } = section;
  if (!header?.closed || context.kind.kind !== 'plugin' || hasContent(section)) return;
  const message = `[${section.name}] declares no variables. Add one as NAME=["string",""].`;
  context.findings.add('empty-section', header.name, message);
}

/** Reports a header that starts with blanks: in most places it continues the value above. */
export function reportIndented({ findings }: TemplateContext, range: IniRange): void {
  const message = 'A section header must start in the first column. Remove the blanks before it.';
  findings.add('indented-section-header', range, message);
}

/** Reports a plugin template without a line of content. */
export function checkEmptyTemplate(context: TemplateContext): void {
  const { document, kind, findings, nextSection } = context;
  if (kind.kind !== 'plugin' || document.sections.length > 0 || nextSection !== undefined) return;
  const message = `The template declares nothing. Start it with [plugins.${kind.plugin}].`;
  findings.add('empty-template', lineRange(document, 0), message);
}

function isNameless(name: string): boolean {
  return trimBlanks(name, 0, name.length) === 0;
}

function trimmedName({ name }: IniSection): string {
  const end = trimBlanks(name, 0, name.length);
  return name.slice(skipBlanks(name, 0, end), end);
}

function checkNameBlanks({ findings }: TemplateContext, name: IniRange): void {
  const message = 'The blanks inside the brackets are part of the section name. Remove them.';
  findings.add('section-name-whitespace', name, message);
}

function checkPlace({ kind, findings }: TemplateContext, name: string, range: IniRange): void {
  const { sections } = kind;
  if (sections.length === 0 || sections.some((each) => each === name)) return;
  const list = sections.map((each) => `[${each}]`).join(' or ');
  const message =
    kind.kind === 'plugin'
      ? `The section must be ${list} because the file is ${kind.plugin}.ini. Rename the section or the file.`
      : `The sections of this file are ${list}. Rename the section or move it to its own file.`;
  findings.add('wrong-section-name', range, message);
}
