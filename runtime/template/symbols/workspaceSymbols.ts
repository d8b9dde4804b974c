import type { TemplateModel } from '../model/templateModel.ts';
import type { TemplateSpan } from '../model/templateSpan.ts';
import type { TemplateSymbol } from './blockSymbols.ts';
import { templateSymbols } from './templateSymbols.ts';

/** A plugin or variable that can be found by its name from anywhere. */
export interface WorkspaceSymbol {
  readonly name: string;
  readonly kind: 'plugin' | Exclude<TemplateSymbol['kind'], 'section'>;
  /** The section of a variable. */
  readonly container: string | undefined;
  readonly range: TemplateSpan;
}

/** The symbols of a file whose names hold the units of the query in its order, in any case. */
export function workspaceSymbols(model: TemplateModel, query: string): readonly WorkspaceSymbol[] {
  const plugin = model.kind.kind === 'plugin' ? model.kind.plugin : undefined;
  const wanted = query.toLowerCase();
  return templateSymbols(model, Number.MAX_SAFE_INTEGER)
    .flatMap((symbol) => [symbol, ...symbol.children].map((each) => flat(each, symbol, plugin)))
    .filter((symbol) => symbol !== undefined)
    .filter(({ name }) => hasInOrder(name.toLowerCase(), wanted));
}

/** Of the sections only the one of the plugin counts. */
function flat(
  { name, kind, nameRange }: TemplateSymbol,
  top: TemplateSymbol,
  plugin: string | undefined,
): WorkspaceSymbol | undefined {
  if (kind !== 'section') {
    const container = top.kind === 'section' ? top.name : undefined;
    return { name, kind, container, range: nameRange };
  }
  if (plugin === undefined || name !== `plugins.${plugin}`) return undefined;
  return { name: plugin, kind: 'plugin', container: undefined, range: nameRange };
}

function hasInOrder(name: string, wanted: string): boolean {
  let at = 0;
  for (const unit of wanted) {
    const found = name.indexOf(unit, at);
    if (found === -1) return false;
    at = found + unit.length;
  }
  return true;
}
