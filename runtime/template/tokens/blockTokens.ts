import type { IniHeader, IniRange } from '../../ini/index.ts';
import { skipBlanks, trimBlanks } from '../../ini/index.ts';
import type { ArrayElement } from '../jsonModel.ts';
import { placedPerBlock } from '../model/perBlock.ts';
import type { TemplateBlock } from '../model/templateBlock.ts';
import type { ReadValue } from '../rules/valueRules.ts';
import { readValue } from '../rules/valueRules.ts';
import { nameOf } from '../symbols/blockSymbols.ts';
import { within } from '../templateContext.ts';
import type { TemplateEntry } from '../templateEntry.ts';
import { rangeInValue } from '../templateEntry.ts';
import type { ValueType } from '../valueTypes.ts';
import { findValueType } from '../valueTypes.ts';
import type { SemanticToken, TokenModifier, TokenType } from './semanticToken.ts';
import type { StringPiece } from './stringPieces.ts';
import { rangePieces, stringPieces } from './stringPieces.ts';

/** A token, and where it is the name of a variable, which one. */
export interface BlockToken extends SemanticToken {
  readonly variable?: { readonly section: string; readonly key: string };
}

/** The tokens of a block by its text alone. */
export const blockTokens = placedPerBlock(readTokens, (token: BlockToken, lines) => ({
  ...token,
  line: token.line + lines,
}));

function readTokens(block: TemplateBlock): readonly BlockToken[] {
  return block.document.sections
    .flatMap((section, index) => {
      const name = nameOf(section);
      const entries = block.readings[index]?.entries ?? [];
      return [
        ...(section.header ? headerTokens(block, section.header) : []),
        ...entries.flatMap((entry) => entryTokens(entry, name)),
      ];
    })
    .sort((one, other) => one.line - other.line || one.character - other.character);
}

function headerTokens({ text }: TemplateBlock, { name }: IniHeader): readonly BlockToken[] {
  const end = trimBlanks(text, name.start, name.end);
  const start = skipBlanks(text, name.start, end);
  return toTokens(within(name, start, end), 'namespace', []);
}

function entryTokens(entry: TemplateEntry, section: string): readonly BlockToken[] {
  const variable = { section, key: entry.name.toLowerCase() };
  const names = toTokens(entry.nameRange, 'property', ['declaration']);
  const value = readValue(entry);
  return [
    ...names.map((token): BlockToken => ({ ...token, variable })),
    ...(value.kind === 'text' ? plainTokens(entry, value.start) : []),
    ...(value.kind === 'array' ? arrayTokens(entry, value, variable) : []),
  ];
}

/** Values of the configuration are no JSON. */
function plainTokens(entry: TemplateEntry, start: number): readonly BlockToken[] {
  const text = entry.value.slice(start);
  const range = rangeInValue(entry, start, entry.value.length);
  if (/^-?\d+$/.test(text)) return toTokens(range, 'number', []);
  return text === 'true' || text === 'false' ? toTokens(range, 'keyword', []) : [];
}

function arrayTokens(
  entry: TemplateEntry,
  { array }: Extract<ReadValue, { kind: 'array' }>,
  variable: { readonly section: string; readonly key: string },
): readonly BlockToken[] {
  const [first] = array.elements;
  const type = typeof first?.value === 'string' ? findValueType(first.value) : undefined;
  const range = type?.name === 'intrange' ? array.elements[2]?.start : undefined;
  const isPluginList = !type && variable.section === 'plugins' && variable.key === 'pluginlist';
  const texts = array.strings.flatMap(({ start, end }) => {
    const place = rangeInValue(entry, start, end);
    if (type && start === first?.start) return typeTokens(place, type);
    if (isPluginList) return toTokens(place, 'enumMember', []);
    const quoted = entry.value.slice(start, end);
    const pieces = (start === range && rangePieces(quoted)) || stringPieces(quoted);
    return pieces.flatMap((piece) => pieceTokens(place, piece));
  });
  return [...texts, ...array.elements.flatMap((element) => literalTokens(entry, element))];
}

function typeTokens(place: IniRange, type: ValueType): readonly BlockToken[] {
  return toTokens(place, 'type', type.isInternal ? ['deprecated'] : []);
}

function pieceTokens(place: IniRange, piece: StringPiece): readonly BlockToken[] {
  const { start, end, type, modifiers } = piece;
  return toTokens(within(place, place.start + start, place.start + end), type, modifiers);
}

function literalTokens(entry: TemplateEntry, element: ArrayElement): readonly BlockToken[] {
  const { kind, start, end } = element;
  const place = rangeInValue(entry, start, end);
  if (kind === 'number') return toTokens(place, 'number', []);
  return kind === 'boolean' || kind === 'null' ? toTokens(place, 'keyword', []) : [];
}

function toTokens(
  { line, character, start, end }: IniRange,
  type: TokenType,
  modifiers: readonly TokenModifier[],
): readonly BlockToken[] {
  return end > start ? [{ line, character, length: end - start, type, modifiers }] : [];
}
