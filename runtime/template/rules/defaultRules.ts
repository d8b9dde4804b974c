import { isBlank } from '../../ini/index.ts';
import type { TemplateContext } from '../templateContext.ts';
import { rangeInValue } from '../templateEntry.ts';
import type { TypedDeclaration } from './typeRules.ts';

/** Reports text defaults that do not survive the form, the first reason only. */
export function checkTextDefault(context: TemplateContext, declaration: TypedDeclaration): void {
  const { entry, type } = declaration;
  const element = declaration.arguments.get('default');
  if (type.name !== 'string' || typeof element?.value !== 'string') return;
  const { value } = element;
  const { findings, kind } = context;
  const range = rangeInValue(entry, element.start, element.end);
  if (entry.value.slice(element.start, element.end).includes('%%')) {
    findings.add('default-percent', range, percentMessage(value));
  } else if (hasControlCharacter(value)) {
    const message =
      'The default holds a control character. If you mean a backslash, write it twice.';
    findings.add('default-control-char', range, message);
  } else if (isBlank(value.charCodeAt(0)) || isBlank(value.charCodeAt(value.length - 1))) {
    const message = 'Blanks at the ends of a default are lost when the form is saved. Remove them.';
    findings.add('default-edge-whitespace', range, message);
  } else if (kind.kind === 'device' && value.startsWith('[')) {
    const message =
      'Once saved, a text that starts with "[" is read as a JSON list. Start it with something else.';
    findings.add('string-default-bracket', range, message);
  }
}

function percentMessage(value: string): string {
  return value.includes('%%HOME%%')
    ? 'This is read as %HOME%, which cannot be saved and stands for nothing. Write ~~HOME~~.'
    : 'This is read as "%", which the form cannot save. Write the default without it.';
}

function hasControlCharacter(text: string): boolean {
  return Array.from(text).some((unit) => unit < ' ');
}
