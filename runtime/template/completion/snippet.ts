import type { TypeArgument, ValueType } from '../valueTypes.ts';

/** The snippet that inserts a text as it is. */
export function literalSnippet(text: string): string {
  return text.replace(/[\\$}]/g, (unit) => `\\${unit}`);
}

/** A whole array with tab stops, its optional arguments left out. */
export function arraySnippet(type: ValueType, firstStop: number): string {
  let stop = firstStop;
  let snippet = `["${type.name}"`;
  for (const argument of type.arguments) {
    if (argument.isOptional) continue;
    snippet += `,${argumentSnippet(argument, stop)}`;
    stop += stopsOf(argument);
  }
  return `${snippet}]`;
}

/** How many tab stops an argument takes. */
export function stopsOf(argument: TypeArgument): number {
  return argument.kind === 'range' ? 2 : 1;
}

/** One argument as tab stops around a JSON text. */
export function argumentSnippet(
  { kind, sample }: TypeArgument,
  stop: number,
  json: string = sample,
): string {
  if (kind === 'integer') return `\${${stop}:${literalSnippet(json)}}`;
  if (kind === 'boolean') {
    return `\${${stop}|${json},${json === 'true' ? 'false' : 'true'}|}`;
  }
  const text = json.slice(1, -1);
  if (kind !== 'range') return text === '' ? `"$${stop}"` : `"\${${stop}:${literalSnippet(text)}}"`;
  const [low = '', high = ''] = text.split('-');
  return `"\${${stop}:${low}}-\${${stop + 1}:${high}}"`;
}

/** What a snippet of this folder inserts while its tab stops keep their defaults. */
export function expandSnippet(snippet: string): string {
  let text = '';
  for (let at = 0; at < snippet.length; at++) {
    const unit = snippet.charAt(at);
    if (unit === '\\') text += snippet.charAt(++at);
    else if (unit === '$' && snippet.charAt(at + 1) !== '{') at = digitsEnd(snippet, at + 1) - 1;
    else if (unit === '$') {
      const stop = digitsEnd(snippet, at + 2);
      const isChoice = snippet.charAt(stop) === '|';
      const end = placeholderEnd(snippet, stop);
      const inside = snippet.slice(stop + 1, end);
      text += isChoice ? (inside.split(',')[0] ?? '') : unescaped(inside);
      at = end;
    } else text += unit;
  }
  return text;
}

function digitsEnd(snippet: string, start: number): number {
  let at = start;
  while (at < snippet.length && /\d/.test(snippet.charAt(at))) at++;
  return at;
}

/** Of the `}` that ends a tab stop. */
function placeholderEnd(snippet: string, start: number): number {
  let at = start;
  while (at < snippet.length && snippet.charAt(at) !== '}') {
    at += snippet.charAt(at) === '\\' ? 2 : 1;
  }
  return at;
}

function unescaped(text: string): string {
  return text.replace(/\\([\\$}])/g, '$1');
}
