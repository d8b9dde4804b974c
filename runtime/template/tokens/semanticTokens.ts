import type { PluginFacts } from '../model/pluginFacts.ts';
import type { TemplateModel } from '../model/templateModel.ts';
import type { TemplateSpan } from '../model/templateSpan.ts';
import type { BlockToken } from './blockTokens.ts';
import { blockTokens } from './blockTokens.ts';
import type { SemanticToken } from './semanticToken.ts';

/** The tokens of a template, or of the lines of a range, in order of place. */
export function semanticTokens(
  model: TemplateModel,
  range?: TemplateSpan,
  facts?: PluginFacts,
): readonly SemanticToken[] {
  const first = range?.start.line ?? 0;
  const last = range?.end.line ?? model.lineCount;
  const isUnused = unusedVariables(facts);
  return model.blocks
    .filter(({ block, firstLine }) => firstLine <= last && first <= firstLine + block.lineEnds)
    .flatMap((placed) => blockTokens(placed))
    .filter(({ line }) => first <= line && line <= last)
    .map((token) => (isUnused?.(token) === true ? markUnused(token) : token));
}

/** Tells variables that the plugin never reads; undefined where nobody can say. */
export function unusedVariables(
  facts: PluginFacts | undefined,
): ((token: BlockToken) => boolean) | undefined {
  if (!facts?.classPlace || facts.hasDynamicReads) return undefined;
  const read = new Set(facts.reads.map(({ name }) => name.toLowerCase()));
  const section = `plugins.${facts.className}`;
  return ({ variable }) => variable?.section === section && !read.has(variable.key);
}

function markUnused(token: SemanticToken): SemanticToken {
  return { ...token, modifiers: [...token.modifiers, 'unused'] };
}
