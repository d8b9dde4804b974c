import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { shippedPlugins } from '../runtime/plugins/shippedPlugins.ts';
import { buildEditorTypes } from './editorTypes.mjs';
import { replaceFolder } from './replaceFolder.mjs';
import { bundledPackages, thirdPartyNotices } from './thirdPartyNotices.mjs';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const dist = join(root, 'dist');
const shipped = join(root, 'runtime/plugins/shipped');

/** CommonJS packages inside an ES module bundle still ask for `require`. */
const requireBanner = {
  js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
};

/**
 * A third less to fetch and to parse. Names stay, and lines end somewhere, for the stacks in reports of users and
 * for the line that Node.js quotes when a process dies of an error; source maps are beside, but not packed.
 */
const tight = { minifyWhitespace: true, minifySyntax: true, lineLimit: 160 };

/** Plugin authors read and step through these. */
const readable = { minifyWhitespace: false, minifySyntax: false };

const common = {
  ...tight,
  absWorkingDir: root,
  bundle: true,
  platform: 'node',
  target: 'node22.15',
  sourcemap: 'linked',
  sourcesContent: false,
  metafile: true,
  logLevel: 'warning',
};

/** Hosts and plugins must share one `ModuleTemplate`, so all of them import the same file. */
const sharedApi = (path) => ({
  name: 'shared-api',
  setup({ onResolve }) {
    onResolve({ filter: /\/api\/index\.ts$/ }, ({ kind }) =>
      kind === 'entry-point' ? undefined : { path, external: true },
    );
  },
});

/** amaro has its WebAssembly as text; a file of bytes loads faster and leaves no memory behind. */
const wasmInFile = (name) => ({
  name: 'wasm-in-file',
  setup({ onLoad, initialOptions }) {
    onLoad({ filter: /[\\/]amaro[\\/]dist[\\/]internal\.js$/ }, async ({ path }) => {
      const text = await readFile(path, 'utf8');
      const found = /Buffer2\.from\("([\w+/=]+)", "base64"\)/.exec(text);
      if (!found) throw new Error(`${path} has its WebAssembly in another way than expected.`);
      await writeFile(join(dirname(initialOptions.outfile), name), Buffer.from(found[1], 'base64'));
      const read = `require("node:fs").readFileSync(require("node:path").join(__dirname, "${name}"))`;
      return { contents: text.replace(found[0], read) };
    });
  },
});

/** What is imported while the extension runs is a bundle of its own, so that activation does not load it. */
const loadedLater = (file, path) => ({
  name: 'loaded-later',
  setup({ onResolve }) {
    onResolve({ filter: new RegExp(`/${file}$`) }, ({ kind }) =>
      kind === 'dynamic-import' ? { path, external: true } : undefined,
    );
  },
});

/** Every product file, the format it is loaded in, and what stays outside it. */
const products = [
  {
    in: 'extension/extension.ts',
    out: 'extension.cjs',
    format: 'cjs',
    external: ['vscode'],
    // As `require`, which VS Code answers with its API inside the later bundle too.
    supported: { 'dynamic-import': false },
    plugins: [
      loadedLater('templateClient.ts', './languageClient.cjs'),
      loadedLater('doctorCommand.ts', './doctor.cjs'),
    ],
  },
  {
    in: 'extension/language/templateClient.ts',
    out: 'languageClient.cjs',
    format: 'cjs',
    external: ['vscode'],
    // Almost all of it is a package.
    minify: true,
  },
  {
    in: 'extension/doctor/doctorCommand.ts',
    out: 'doctor.cjs',
    format: 'cjs',
    external: ['vscode'],
  },
  { in: 'extension/language/server/main.ts', out: 'languageServer.cjs', format: 'cjs' },
  {
    in: 'runtime/daemon/daemonProcess.ts',
    out: 'daemon.mjs',
    format: 'esm',
    plugins: [sharedApi('./ockle.mjs')],
    banner: requireBanner,
  },
  {
    in: 'runtime/daemon/cli.ts',
    out: 'cli.js',
    format: 'esm',
    plugins: [sharedApi('./ockle.mjs')],
    banner: requireBanner,
  },
  {
    in: 'runtime/host/node/main.ts',
    out: 'nodeHost.mjs',
    format: 'esm',
    plugins: [sharedApi('./ockle.mjs')],
    banner: requireBanner,
  },
  {
    in: 'runtime/host/node/typeCompiler.ts',
    out: 'typeCompiler.cjs',
    format: 'cjs',
    plugins: [wasmInFile('typeCompiler.wasm')],
  },
  { in: 'runtime/plugins/api/index.ts', out: 'ockle.mjs', format: 'esm', ...readable },
  { in: 'runtime/communication/wire/index.ts', out: 'wire.mjs', format: 'esm', ...readable },
  ...shippedPlugins
    .filter(({ file }) => existsSync(join(shipped, file)))
    .map(({ className, file }) => ({
      in: `runtime/plugins/shipped/${file}`,
      out: `plugins/${className}.mjs`,
      format: 'esm',
      plugins: [sharedApi('../ockle.mjs')],
      // A plugin's settings, commands and log lines go by the name of its class.
      keepNames: true,
      ...readable,
    })),
];

/**
 * Builds `dist/` and answers the metafile of each product by its file name. What is there changes only when all
 * is built, so that it can be run from meanwhile, and after a build that failed.
 */
export async function buildAll() {
  // Beside it: source maps name their sources from here.
  const made = await mkdtemp(`${dist}-`);
  try {
    const metafiles = await buildIn(made);
    await replaceFolder(made, dist);
    return metafiles;
  } finally {
    await rm(made, { recursive: true, force: true, maxRetries: 5 });
  }
}

async function buildIn(folder) {
  const results = await Promise.all(
    products.map(({ in: entry, out, ...options }) =>
      build({
        ...common,
        ...options,
        entryPoints: [entry],
        outfile: join(folder, out),
      }),
    ),
  );
  await copyFiles(folder);
  const metafiles = Object.fromEntries(
    results.map((result, index) => [products[index].out, result.metafile]),
  );
  await mkdir(join(root, 'out'), { recursive: true });
  await writeFile(join(root, 'out', 'metafile.json'), JSON.stringify(metafiles));
  const notices = await thirdPartyNotices(root, bundledPackages(Object.values(metafiles)));
  await writeFile(join(folder, 'ThirdPartyNotices.txt'), notices);
  return metafiles;
}

async function copyFiles(folder) {
  await cp(join(root, 'runtime/host/python'), join(folder, 'python'), {
    recursive: true,
    filter: (source) => !source.includes('__pycache__'),
  });
  await cp(join(shipped, 'config'), join(folder, 'plugins'), { recursive: true });
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  await writeFile(join(folder, 'version.txt'), `${version}\n`);
  await buildEditorTypes(folder);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const started = performance.now();
  await buildAll();
  console.log(`dist/ built in ${Math.round(performance.now() - started)} ms`);
}
