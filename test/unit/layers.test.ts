import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { forbiddenImport } from '../../scripts/layerRule.mjs';
import { layerOf, layers } from '../../scripts/layers.mjs';

interface Import {
  readonly path: string;
  /** As written; absent for what stays outside the bundle. */
  readonly original?: string;
  readonly external?: boolean;
}

interface Metafile {
  readonly inputs: Readonly<Record<string, { readonly imports: readonly Import[] }>>;
}

/**
 * Imports that the build itself puts in: the shared API, what is loaded later, and its helpers for names of
 * classes.
 */
const ofTheBuild: readonly string[] = [
  './ockle.mjs',
  '../ockle.mjs',
  './languageClient.cjs',
  './doctor.cjs',
  '<runtime>',
];

const root = fileURLToPath(new URL('../..', import.meta.url));

/** What each source file imports, over every product of the build. */
async function readImports(): Promise<ReadonlyMap<string, readonly Import[]>> {
  let text: string;
  try {
    text = await readFile(join(root, 'out/metafile.json'), 'utf8');
  } catch (cause) {
    throw new Error('There is no out/metafile.json yet: run "npm run build" first.', { cause });
  }
  const products = JSON.parse(text) as Readonly<Record<string, Metafile>>;
  const inputs = Object.values(products).flatMap((product) => Object.entries(product.inputs));
  return new Map(
    inputs
      .filter(([file]) => layerOf(file) !== undefined)
      .map(([file, { imports }]) => [file, imports]),
  );
}

/** The first circle of imports, closed by the file it began with. */
function findCycle(graph: ReadonlyMap<string, readonly string[]>): readonly string[] | undefined {
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): readonly string[] | undefined => {
    const start = path.indexOf(file);
    if (start >= 0) return [...path.slice(start), file];
    if (done.has(file)) return undefined;
    for (const next of graph.get(file) ?? []) {
      const cycle = visit(next, [...path, file]);
      if (cycle) return cycle;
    }
    done.add(file);
    return undefined;
  };
  for (const file of graph.keys()) {
    const cycle = visit(file, []);
    if (cycle) return cycle;
  }
  return undefined;
}

describe('The layers', () => {
  let imports: ReadonlyMap<string, readonly Import[]>;

  before(async () => {
    imports = await readImports();
  });

  it('hold every source file of the products', () => {
    assert(imports.has('extension/extension.ts'));
    assert(imports.has('runtime/daemon/daemonProcess.ts'));
    assert(imports.has('runtime/host/node/main.ts'));
  });

  it('import only what the table allows', () => {
    const broken = [...imports].flatMap(([file, targets]) =>
      targets
        .filter(({ path }) => !ofTheBuild.includes(path))
        .map(({ path, original }) => forbiddenImport(root, join(root, file), original ?? path))
        .filter((reason) => reason !== undefined)
        .map((reason) => `${file}: ${reason}`),
    );
    assert.deepEqual(broken, [], 'Mend the import, or change scripts/layers.mjs with its reason.');
  });

  it('import without circles', () => {
    const graph = new Map(
      [...imports].map(([file, targets]) => [file, targets.map(({ path }) => path)]),
    );
    assert.deepEqual(findCycle(graph), undefined, 'Move what both need into a file of its own.');
  });

  it('leave VS Code to the extension', () => {
    const bound = [...imports]
      .filter(([, targets]) => targets.some(({ path }) => path === 'vscode'))
      .map(([file]) => file)
      .filter((file) => layerOf(file) !== 'extension');
    assert.deepEqual(bound, []);
    const withVsCode = Object.keys(layers).filter((name) => layers[name]?.vscode);
    assert.deepEqual(withVsCode, ['extension']);
  });

  it('compile the pure folders without any surroundings', async () => {
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const args = [tsc, '--noEmit', '-p', join(root, 'tsconfig.pure.json')];
    const complaints = await promisify(execFile)(process.execPath, args, { cwd: root }).then(
      () => '',
      (error: unknown) => (error as { readonly stdout: string }).stdout,
    );
    assert.equal(complaints, '', 'Pure folders use neither Node nor VS Code.');
  }).timeout(60_000);
});
