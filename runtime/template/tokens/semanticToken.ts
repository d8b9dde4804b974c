/**
 * The kinds of tokens, in the order of their numbers. All are standard ones, so that every theme and
 * editor has a colour for them.
 */
const tokenTypes = [
  'namespace',
  'property',
  'type',
  'string',
  'number',
  'keyword',
  'enumMember',
  'regexp',
  'operator',
] as const;

/** What a token may be beside its kind, in the order of their bits; the last two are our own. */
const tokenModifiers = ['declaration', 'deprecated', 'unused', 'escape'] as const;

/** What a piece of a template is. */
export type TokenType = (typeof tokenTypes)[number];

/** What a token is beside its kind. */
export type TokenModifier = (typeof tokenModifiers)[number];

/** The names of kinds and modifiers, as the protocol numbers them. */
export const semanticTokenLegend: {
  readonly tokenTypes: readonly TokenType[];
  readonly tokenModifiers: readonly TokenModifier[];
} = { tokenTypes, tokenModifiers };

/** A piece of one line; tokens are in order and do not overlap. */
export interface SemanticToken {
  readonly line: number;
  readonly character: number;
  /** In UTF-16 units, at least one. */
  readonly length: number;
  readonly type: TokenType;
  readonly modifiers: readonly TokenModifier[];
}
