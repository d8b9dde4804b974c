import { sampleOf } from '../rules/typeRules.ts';
import { typeSignature } from '../signature/typeSignature.ts';
import type { TypeArgument, ValueType } from '../valueTypes.ts';
import { formNames } from '../valueTypes.ts';
import { codeSpan } from './markdown.ts';

/** What a type is, in paragraphs of Markdown. */
export function describeTypeName(type: ValueType): readonly string[] {
  const lines = [
    ...type.arguments.map(({ name, doc }) => `- ${name}: ${doc}`),
    `- In the form: ${formNames[type.form]}`,
    `- Example: ${codeSpan(`NAME=${sampleOf(type)}`)}`,
  ];
  return [
    codeSpan(typeSignature(type).label),
    type.doc,
    ...(type.needsChoices ? ['Only a few variables have choices; it fails in all others.'] : []),
    lines.join('\n'),
  ];
}

/** What an element is and may be, in paragraphs of Markdown. */
export function describeArgument(
  type: ValueType,
  { name, doc, rule, meanings, isOptional }: TypeArgument,
): readonly string[] {
  return [
    `**${name}**${isOptional ? ' (optional)' : ''} of ${codeSpan(type.name)}: ${doc}`,
    rule,
    ...(meanings ? [`- \`true\`: ${meanings.true}\n- \`false\`: ${meanings.false}`] : []),
  ];
}
