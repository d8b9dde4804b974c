import type { PlacedBlock } from '../model/templateBlock.ts';
import type { TemplateModel } from '../model/templateModel.ts';
import type { TemplateSymbol } from './blockSymbols.ts';
import { sectionSymbols, variableSymbols } from './blockSymbols.ts';

/** Longer outlines stall editors. */
const mostSymbols = 10_000;

/**
 * The outline of a template, broken or not: its sections with their variables. Where there are too many
 * symbols, the variables of the last sections are left out first, then the last sections.
 */
export function templateSymbols(
  model: TemplateModel,
  limit = mostSymbols,
): readonly TemplateSymbol[] {
  const { blocks } = model;
  const sections = blocks.map((placed, index) =>
    sectionSymbols(placed, index === blocks.length - 1),
  );
  let left = limit - sections.reduce((count, symbols) => count + symbols.length, 0);
  const all: TemplateSymbol[] = [];
  for (const [index, placed] of blocks.entries()) {
    const own = sections[index] ?? [];
    const filled = left > 0 ? withVariables(placed, own, left) : { symbols: own, variables: 0 };
    left -= filled.variables;
    for (const symbol of filled.symbols) all.push(symbol);
  }
  return all.slice(0, limit);
}

function withVariables(
  placed: PlacedBlock,
  sections: readonly TemplateSymbol[],
  limit: number,
): { readonly symbols: readonly TemplateSymbol[]; readonly variables: number } {
  const lists = variableSymbols(placed);
  let left = limit;
  const take = (list: readonly TemplateSymbol[] = []) => {
    const taken = list.slice(0, left);
    left -= taken.length;
    return taken;
  };
  const orphans = lists.slice(0, lists.length - sections.length).flatMap(take);
  const filled = sections.map((section, index) => ({
    ...section,
    children: take(lists[lists.length - sections.length + index]),
  }));
  return { symbols: [...orphans, ...filled], variables: limit - left };
}
