import { readJsonArray } from '../../jsonArray.ts';
import type { CursorPlace } from '../cursorPlace.ts';
import type { Proposal } from '../proposal.ts';
import { literalSnippet } from '../snippet.ts';

type ValuePlace = Extract<CursorPlace, { readonly place: 'value' | 'argument' }>;

/** The plugins that pluginList does not name yet, for one of its entries or all of an empty value. */
export function proposePlugins(
  content: string,
  found: ValuePlace,
  pluginNames: readonly string[],
): readonly Proposal[] {
  if (found.place === 'value')
    return pluginNames.map((name) => toProposal(name, `["${name}"]`, ''));
  const { open, token, quote } = found;
  const { elements } = readJsonArray(content.slice(open));
  const others = elements.filter(({ start, end }) => {
    const isUnderCursor = open + start < token.end && token.start < open + end;
    return !isUnderCursor;
  });
  const listed = new Set(others.map(({ value }) => value));
  const rest = content.slice(token.end).trimStart();
  const end = rest === '' ? ']' : '';
  return pluginNames
    .filter((name) => !listed.has(name))
    .map((name) => toProposal(name, `"${name}"${end}`, quote));
}

function toProposal(name: string, text: string, quote: string): Proposal {
  return {
    label: name,
    kind: 'value',
    detail: 'plugin',
    documentation: '',
    snippet: literalSnippet(text),
    filterText: quote + name,
    isPreselected: false,
  };
}
