import type { IniRange } from '../../ini/index.ts';
import type { TemplateContext } from '../templateContext.ts';
import type { TemplateEntry } from '../templateEntry.ts';

/** The first declaration of each lower-case name in a section. */
export type DeclaredNames = Map<string, { readonly name: string; readonly range: IniRange }>;

/** Reports a name that its section has declared before, and remembers new ones. */
export function checkDuplicate(
  { findings }: TemplateContext,
  { name, nameRange }: TemplateEntry,
  declared: DeclaredNames,
): void {
  const key = name.toLowerCase();
  const first = declared.get(key);
  if (!first) {
    declared.set(key, { name, range: nameRange });
    return;
  }
  const line = first.range.line + 1;
  const isSame = first.name === name;
  const message = isSame
    ? `"${name}" is already declared in line ${line}; the last one wins, and Python 3 fails. Remove one of them.`
    : `Names are case-insensitive: "${name}" is the same as "${first.name}" in line ${line}. Rename or remove one of them.`;
  findings.add(isSame ? 'duplicate-key' : 'duplicate-key-case', nameRange, message, {
    related: first.range,
  });
}
