import type { IniSection } from '../../ini/index.ts';
import { trimBlanks } from '../../ini/index.ts';
import type { TemplateContext } from '../templateContext.ts';
import type { TemplateEntry } from '../templateEntry.ts';

/** Reports a section that has been there before, and remembers new ones. */
export function checkRepeated(
  { findings, declared }: TemplateContext,
  { name, header }: IniSection,
): void {
  const earlier = declared.section(name, header?.name);
  if (!earlier || !header?.closed || trimBlanks(name, 0, name.length) === 0) return;
  const message = `Section [${name}] is repeated; Python 3 refuses the file. Move its lines into the first one.`;
  findings.add('duplicate-section', header.name, message, { related: earlier.first });
}

/** Reports a name that its section has declared before, and remembers new ones. */
export function checkDuplicate(
  { findings, declared }: TemplateContext,
  { name, nameRange }: TemplateEntry,
  section: IniSection,
): void {
  const first = declared.variable(section.name, name, nameRange);
  if (!first) return;
  const isSame = first.name === name;
  const message = (line: number): string =>
    isSame
      ? `"${name}" is already declared in line ${line + 1}; the last one wins, and Python 3 fails. Remove one of them.`
      : `Names are case-insensitive: "${name}" is the same as "${first.name}" in line ${line + 1}. Rename or remove one of them.`;
  findings.add(isSame ? 'duplicate-key' : 'duplicate-key-case', nameRange, message, {
    related: { home: first.home, range: first.range },
  });
}
