import type { TypeArgument, ValueType } from '../valueTypes.ts';

/** The snippet that inserts a text as it is. */
export function literalSnippet(text: string): string {
  return text.replace(/[\\$}]/g, (unit) => `\\${unit}`);
}

/** The arguments of a type with tab stops, the optional ones left out; `,`-led where there are any. */
export function argumentsSnippet(type: ValueType, firstStop: number): string {
  let stop = firstStop;
  let snippet = '';
  for (const argument of type.arguments) {
    if (argument.isOptional) continue;
    snippet += `,${argumentSnippet(argument, stop)}`;
    stop += argument.kind === 'range' ? 2 : 1;
  }
  return snippet;
}

/** One argument as a tab stop; a range takes two of them. */
export function argumentSnippet(argument: TypeArgument, stop: number): string {
  const { kind, sample } = argument;
  if (kind === 'integer') return `\${${stop}:${sample}}`;
  if (kind === 'boolean') {
    return `\${${stop}|${sample},${sample === 'true' ? 'false' : 'true'}|}`;
  }
  const text = sample.slice(1, -1);
  if (kind !== 'range') return text === '' ? `"$${stop}"` : `"\${${stop}:${literalSnippet(text)}}"`;
  const [low = '', high = ''] = text.split('-');
  return `"\${${stop}:${low}}-\${${stop + 1}:${high}}"`;
}
