import { dirname, join, relative } from 'node:path';
import { layerOf, layers } from './layers.mjs';

/** Says why `importer` may not import `specifier`, or nothing when the layer table allows it. */
export function forbiddenImport(root, importer, specifier) {
  const from = layerOf(relative(root, importer));
  if (!from) return undefined;
  const layer = layers[from];
  if (specifier.startsWith('.')) {
    const to = layerOf(relative(root, join(dirname(importer), specifier)));
    const allowed = to === from || layer.mayImport.includes(to ?? '');
    return allowed ? undefined : `${from} may not import ${to ?? specifier}`;
  }
  if (specifier === 'vscode') return layer.vscode ? undefined : `${from} lives without VS Code`;
  if (specifier === 'node:child_process')
    return layer.spawn ? undefined : `${from} may not start processes`;
  if (specifier.startsWith('node:')) return layer.node ? undefined : `${from} is pure`;
  const name = specifier.split('/', specifier.startsWith('@') ? 2 : 1).join('/');
  return layer.packages?.includes(name) ? undefined : `${from} may not use the package ${name}`;
}

/** ESLint rule over every static import and re-export. */
export const layerRule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const check = (node) => {
      if (!node.source) return;
      const reason = forbiddenImport(context.cwd, context.filename, node.source.value);
      if (reason) context.report({ node, message: `${reason} (scripts/layers.mjs).` });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: (node) => node.source.type === 'Literal' && check(node),
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};
