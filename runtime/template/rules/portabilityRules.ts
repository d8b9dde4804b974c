import type { TemplateContext } from '../templateContext.ts';
import type { TemplateEntry } from '../templateEntry.ts';
import { rangeInValue } from '../templateEntry.ts';
import type { TemplateCode } from '../templateRules.ts';
import type { TypedDeclaration } from './typeRules.ts';

interface PortabilityRule {
  readonly code: TemplateCode;
  readonly message: string;
}

/** What npm's `ini` reads differently inside a text. */
const units: ReadonlyMap<string, PortabilityRule> = new Map<string, PortabilityRule>([
  [';', cutRule('portability-semicolon', ';', '\\u003b')],
  ['#', cutRule('portability-hash', '#', '\\u0023')],
  [
    '\\\\',
    {
      code: 'portability-backslash',
      message: `npm's "ini" reads "\\\\" as one backslash before JSON is read. Write \\u005c.`,
    },
  ],
]);

function cutRule(code: TemplateCode, unit: string, escape: string): PortabilityRule {
  const message = `npm's "ini" takes what follows "${unit}" as a comment. Write ${escape}.`;
  return { code, message };
}

/** Reports what other readers of ini files see differently; of use to few, so off by default. */
export function checkPortability(context: TemplateContext, declaration: TypedDeclaration): void {
  const { entry, array, type } = declaration;
  for (const { start, end } of array.strings) checkText(context, entry, start, end);
  const element = declaration.arguments.get('default');
  if (type.name !== 'string' || typeof element?.value !== 'string') return;
  if (!Array.from(element.value).some((unit) => unit > '\u007f')) return;
  const message = 'The original on Python 2.7 cannot save a default that is not ASCII.';
  const range = rangeInValue(entry, element.start, element.end);
  context.findings.add('portability-non-ascii', range, message);
}

function checkText(
  { findings }: TemplateContext,
  entry: TemplateEntry,
  start: number,
  end: number,
): void {
  for (let at = start; at < end; at++) {
    const length = entry.value.charAt(at) === '\\' ? 2 : 1;
    const rule = units.get(entry.value.slice(at, at + length));
    if (rule) findings.add(rule.code, rangeInValue(entry, at, at + length), rule.message);
    at += length - 1;
  }
}
