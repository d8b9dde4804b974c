import { readFileSync, statSync } from 'node:fs';
import { registerHooks, type ResolveFnOutput } from 'node:module';
import { dirname, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ImportWatch } from './hostSurroundings.ts';
import type { TypeStripper } from './typeStripper.ts';

/** Teaches Node to load plugins: `ockle` and `ockle/wire`, relative imports as TypeScript knows them, and `.ts`. */
export function installModuleHooks(
  apiUrl: string,
  stripper: TypeStripper,
  watch: ImportWatch,
): void {
  const products = dirname(fileURLToPath(apiUrl)) + sep;
  registerHooks({
    resolve(specifier, context, nextResolve) {
      if (specifier === 'ockle') return { url: apiUrl, shortCircuit: true };
      if (specifier === 'ockle/wire') {
        return { url: new URL('./wire.mjs', apiUrl).href, shortCircuit: true };
      }
      const url = resolveRelative(specifier, context.parentURL);
      if (url !== undefined) return { url, shortCircuit: true };
      return resolveOrReport(() => nextResolve(specifier, context), watch, {
        specifier,
        parentUrl: context.parentURL,
      });
    },
    load(url, context, nextLoad) {
      const imported = fileOfAuthor(url, products);
      if (imported !== undefined) watch.imported(imported);
      if (imported === undefined || !/\.m?ts$/.test(url)) return nextLoad(url, context);
      const source = stripper.strip(imported, readFileSync(imported, 'utf8'));
      return { format: 'module', source, shortCircuit: true };
    },
  });
}

function resolveOrReport(
  resolve: () => ResolveFnOutput,
  watch: ImportWatch,
  request: Parameters<ImportWatch['unresolved']>[1],
): ResolveFnOutput {
  try {
    return resolve();
  } catch (thrown) {
    watch.unresolved(thrown, request);
    throw thrown;
  }
}

/** `./helper` and `./helper.js` may mean `helper.ts`, as they do for the TypeScript compiler. */
function resolveRelative(specifier: string, parentUrl: string | undefined): string | undefined {
  if (!/^\.{1,2}\//.test(specifier) || !parentUrl?.startsWith('file:')) return undefined;
  const { href } = new URL(specifier, parentUrl);
  const candidates = [
    href,
    href.replace(/\.js$/, '.ts'),
    href.replace(/\.mjs$/, '.mts'),
    `${href}.ts`,
    `${href}.js`,
    `${href}/index.ts`,
    `${href}/index.js`,
  ];
  return candidates.find((candidate) => isFile(candidate));
}

function isFile(url: string): boolean {
  return statSync(fileURLToPath(url), { throwIfNoEntry: false })?.isFile() ?? false;
}

/** The path of a file that neither a package nor Ockle brought. */
function fileOfAuthor(url: string, products: string): string | undefined {
  if (!url.startsWith('file:')) return undefined;
  const file = fileURLToPath(url);
  return file.includes(`${sep}node_modules${sep}`) || file.startsWith(products) ? undefined : file;
}
