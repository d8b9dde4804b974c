import type { IniRange } from '../../ini/index.ts';
import type { TemplateContext } from '../templateContext.ts';
import { rangeInValue } from '../templateEntry.ts';
import type { TypedDeclaration } from './typeRules.ts';

/** The variables Ockle has choices for, as section and lower-case name. */
const choiceSources: ReadonlySet<string> = new Set([
  'plugins.pluginlist',
  'server.tests',
  'server.outlets',
  'server.controls',
  'server.dependencies',
  'pdu.type',
  'tester.type',
  'controller.type',
]);

/** Whether Ockle can fill a select or multilist of that name. */
export function hasChoices(section: string, name: string): boolean {
  return choiceSources.has(`${section}.${name.toLowerCase()}`);
}

/** Reports a select or multilist that no one has choices for. */
export function checkChoices(context: TemplateContext, declaration: TypedDeclaration): void {
  const { entry, section, type, array } = declaration;
  const [first] = array.elements;
  if (!first || !type.needsChoices || hasChoices(section, entry.name)) return;
  const message = `No choices are defined for ${section}.${entry.name}, so the form fails. Use "string" or "intrange".`;
  const range = rangeInValue(entry, first.start, first.end);
  context.findings.add('multichoice-undefined', range, message);
}

/** Reports link patterns that do harm or nothing. */
export function checkUrl(context: TemplateContext, declaration: TypedDeclaration): void {
  const { entry } = declaration;
  const element = declaration.arguments.get('url');
  if (typeof element?.value !== 'string') return;
  const range = rangeInValue(entry, element.start, element.end);
  const isOrdered = declaration.arguments.get('ordered')?.value !== false;
  checkPattern(context, range, element.value, isOrdered);
}

function checkPattern(
  { findings }: TemplateContext,
  range: IniRange,
  url: string,
  isOrdered: boolean,
): void {
  if (isUnsafe(url)) {
    findings.add('multilist-url-unsafe', range, 'This link would run code. Link to a page.');
  } else if (!isOrdered) {
    const message =
      'An unordered list ignores its link pattern. Delete it, or set the flag before it to true.';
    findings.add('multilist-url-unordered', range, message);
  } else if (!url.includes('~~name~~')) {
    const message = 'Every entry links to the same page. Put ~~name~~ where the entry belongs.';
    findings.add('multilist-url-placeholder', range, message);
  }
}

/** Browsers skip blanks and control characters in a scheme. */
function isUnsafe(url: string): boolean {
  const scheme = Array.from(url.split(':', 1)[0] ?? '')
    .filter((unit) => unit > ' ')
    .join('')
    .toLowerCase();
  return url.includes(':') && ['javascript', 'data', 'vbscript'].includes(scheme);
}
