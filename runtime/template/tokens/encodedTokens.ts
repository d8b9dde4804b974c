import type { PluginFacts } from '../model/pluginFacts.ts';
import type { PlacedBlock, TemplateBlock } from '../model/templateBlock.ts';
import type { TemplateModel } from '../model/templateModel.ts';
import type { TemplateSpan } from '../model/templateSpan.ts';
import { blockTokens } from './blockTokens.ts';
import type { SemanticToken } from './semanticToken.ts';
import { semanticTokenLegend } from './semanticToken.ts';
import { semanticTokens, unusedVariables } from './semanticTokens.ts';

/**
 * The tokens of a template, or of the lines of a range, as the protocol numbers them, five numbers
 * each. A block is numbered once: of its numbers only the first depends on where it stands.
 */
export function encodedTokens(
  model: TemplateModel,
  facts?: PluginFacts,
  range?: TemplateSpan,
): Uint32Array {
  if (range || unusedVariables(facts)) return encode(semanticTokens(model, range, facts));
  const parts = model.blocks.map(encodedBlock);
  const all = new Uint32Array(parts.reduce((length, { data }) => length + data.length, 0));
  let at = 0;
  let lastLine = 0;
  for (const [index, { data, first, last }] of parts.entries()) {
    const firstLine = model.blocks[index]?.firstLine ?? 0;
    if (data.length === 0) continue;
    all.set(data, at);
    all[at] = firstLine + first - lastLine;
    lastLine = firstLine + last;
    at += data.length;
  }
  return all;
}

interface EncodedBlock {
  readonly data: Uint32Array;
  /** Lines of the block with its first and last token. */
  readonly first: number;
  readonly last: number;
}

const known = new WeakMap<TemplateBlock, EncodedBlock>();

function encodedBlock(placed: PlacedBlock): EncodedBlock {
  const { block, firstLine } = placed;
  const found = known.get(block);
  if (found) return found;
  const tokens = blockTokens(placed);
  const encoded = {
    data: encode(tokens),
    first: (tokens[0]?.line ?? 0) - firstLine,
    last: (tokens.at(-1)?.line ?? 0) - firstLine,
  };
  known.set(block, encoded);
  return encoded;
}

function encode(tokens: readonly SemanticToken[]): Uint32Array {
  const data = new Uint32Array(tokens.length * 5);
  let [lastLine, lastCharacter] = [0, 0];
  for (const [index, { line, character, length, type, modifiers }] of tokens.entries()) {
    const isSameLine = line === lastLine;
    const bits = modifiers.reduce((sum, modifier) => sum | bitOf(modifier), 0);
    const start = isSameLine ? character - lastCharacter : character;
    data.set([line - lastLine, start, length, typeNumber(type), bits], index * 5);
    [lastLine, lastCharacter] = [line, character];
  }
  return data;
}

function typeNumber(type: SemanticToken['type']): number {
  return semanticTokenLegend.tokenTypes.indexOf(type);
}

function bitOf(modifier: SemanticToken['modifiers'][number]): number {
  return 1 << semanticTokenLegend.tokenModifiers.indexOf(modifier);
}
