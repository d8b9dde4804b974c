import { isWideBlank } from '../../ini/index.ts';
import type { TemplateContext } from '../templateContext.ts';
import type { TemplateEntry } from '../templateEntry.ts';
import type { TemplateKind } from '../templateKind.ts';

/** Reports a variable that starts with blanks: after another one it is a part of its value. */
export function checkIndent({ findings }: TemplateContext, entry: TemplateEntry): void {
  if (!entry.isIndented) return;
  const message =
    'A variable must start in the first column: indented lines continue the value above. Remove the blanks before it.';
  findings.add('indented-key', entry.nameRange, message);
}

/** Reports a name that cannot be kept everywhere. */
export function checkKey(context: TemplateContext, entry: TemplateEntry, section: string): void {
  const { findings } = context;
  const { name, nameRange } = entry;
  if (['__name__', '__proto__'].includes(name.toLowerCase())) {
    findings.add('reserved-key', nameRange, `Readers drop the name "${name}". Choose another.`);
  } else if (/[$*]/.test(name)) {
    const message = `"$" and "*" separate the field names of the web form. Use "_" instead.`;
    findings.add('key-reserved-char', nameRange, message);
  } else if (!/^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name) && !hasOwnRule(name)) {
    const message = `"${name}" holds unusual characters. Use letters, digits and "_".`;
    findings.add('key-nonportable', nameRange, message);
  } else checkFieldNames(context, entry, section);
}

/** Reports names that clash with fields the create forms add to a device's section. */
function checkFieldNames(context: TemplateContext, entry: TemplateEntry, section: string): void {
  const { kind } = context;
  if (kind.kind !== 'device' || !isFieldOfForm(kind, section, entry.name)) return;
  const message = `The form adds a field "${entry.name.toLowerCase()}" to [${section}] itself. Choose another name.`;
  context.findings.add('conf-reserved-key', entry.nameRange, message);
}

/** Whether the create form of a device adds a field of that name to a section. */
export function isFieldOfForm(
  { sections: [device, use] }: Extract<TemplateKind, { readonly kind: 'device' }>,
  section: string,
  name: string,
): boolean {
  const key = name.toLowerCase();
  if (section === device) return ['type', 'comment', 'name'].includes(key);
  return section === use && ['name', device].includes(key);
}

/** Characters that the character rules report on their own. */
function hasOwnRule(name: string): boolean {
  return Array.from(name).some((unit) => {
    const code = unit.charCodeAt(0);
    return code === 0 || code === 0xfffd || isWideBlank(code);
  });
}
