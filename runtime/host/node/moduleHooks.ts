import { readFileSync, statSync } from 'node:fs';
import { registerHooks, type ResolveFnOutput } from 'node:module';
import { sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { OnUnresolved } from './hostSurroundings.ts';
import type { TypeStripper } from './typeStripper.ts';

/** Teaches Node to load plugins: `ockle` and `ockle/wire`, relative imports as TypeScript knows them, and `.ts`. */
export function installModuleHooks(
  apiUrl: string,
  stripper: TypeStripper,
  onUnresolved: OnUnresolved,
): void {
  registerHooks({
    resolve(specifier, context, nextResolve) {
      if (specifier === 'ockle') return { url: apiUrl, shortCircuit: true };
      if (specifier === 'ockle/wire') {
        return { url: new URL('./wire.mjs', apiUrl).href, shortCircuit: true };
      }
      const url = resolveRelative(specifier, context.parentURL);
      if (url !== undefined) return { url, shortCircuit: true };
      return resolveOrReport(() => nextResolve(specifier, context), onUnresolved, {
        specifier,
        parentUrl: context.parentURL,
      });
    },
    load(url, context, nextLoad) {
      if (!isTypeScriptOfAuthor(url)) return nextLoad(url, context);
      const file = fileURLToPath(url);
      const source = stripper.strip(file, readFileSync(file, 'utf8'));
      return { format: 'module', source, shortCircuit: true };
    },
  });
}

function resolveOrReport(
  resolve: () => ResolveFnOutput,
  onUnresolved: OnUnresolved,
  request: Parameters<OnUnresolved>[1],
): ResolveFnOutput {
  try {
    return resolve();
  } catch (thrown) {
    onUnresolved(thrown, request);
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

function isTypeScriptOfAuthor(url: string): boolean {
  if (!url.startsWith('file:') || !/\.m?ts$/.test(url)) return false;
  return !fileURLToPath(url).includes(`${sep}node_modules${sep}`);
}
