import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';
import { shippedPlugins } from '../../runtime/plugins/shippedPlugins.ts';
import { packedExtension } from './support/vsix.ts';

/** Bytes that everybody who installs the extension has to fetch. */
const mostBytes = 2.5e6;

const root = join(import.meta.dirname, '..', '..');

/** The files that stand by themselves; everything else is a copy of a folder of sources. */
const single = [
  'CHANGELOG.md',
  'LICENSE',
  'README.md',
  'package.json',
  'docs/template-language.md',
  'dist/ThirdPartyNotices.txt',
  'dist/cli.js',
  'dist/daemon.mjs',
  'dist/doctor.cjs',
  'dist/extension.cjs',
  'dist/languageClient.cjs',
  'dist/languageServer.cjs',
  'dist/nodeHost.mjs',
  'dist/ockle.mjs',
  'dist/typeCompiler.cjs',
  'dist/typeCompiler.wasm',
  'dist/version.txt',
  'dist/wire.mjs',
];

/** Where a folder of the package comes from. */
const copied = [
  { from: 'media', to: 'media' },
  { from: 'plugin-templates', to: 'plugin-templates' },
  { from: 'schemas', to: 'schemas' },
  { from: 'syntaxes', to: 'syntaxes' },
  { from: 'runtime/host/python', to: 'dist/python' },
  { from: 'runtime/plugins/shipped/config', to: 'dist/plugins' },
];

function filesBelow(folder: string): readonly string[] {
  const found = globSync('**/*', {
    cwd: join(root, folder),
    withFileTypes: true,
    exclude: ['**/__pycache__/**'],
  });
  return found
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name).slice(join(root, folder).length + 1))
    .filter((file) => !file.startsWith('.') && !file.includes('__pycache__'));
}

/** The editor's types as their own list names them. */
function typeFiles(): readonly string[] {
  const text = readFileSync(join(root, 'dist/types/manifest.json'), 'utf8');
  const { files } = JSON.parse(text) as { readonly files: readonly string[] };
  return ['manifest.json', ...files].map((file) => `dist/types/${file}`);
}

describe('The packed extension', () => {
  it('holds these files and no others', async () => {
    const expected = [
      ...single,
      ...copied.flatMap(({ from, to }) => filesBelow(from).map((file) => `${to}/${file}`)),
      ...shippedPlugins.map(({ className }) => `dist/plugins/${className}.mjs`),
      ...typeFiles(),
    ];
    const files = await listFiles({ cwd: root, packageManager: PackageManager.None });
    const needless = files.filter((file) => !expected.includes(file));
    const missing = expected.filter((file) => !files.includes(file));
    assert.deepEqual({ needless, missing }, { needless: [], missing: [] });
  });

  it('gives the licence of each package that is in its bundles', () => {
    const notices = readFileSync(join(root, 'dist/ThirdPartyNotices.txt'), 'utf8');
    const metafiles = Object.values(
      JSON.parse(readFileSync(join(root, 'out/metafile.json'), 'utf8')) as Readonly<
        Record<string, { readonly inputs: Readonly<Record<string, unknown>> }>
      >,
    );
    const names = metafiles
      .flatMap(({ inputs }) => Object.keys(inputs))
      .flatMap((file) => /.*node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(file)?.[1] ?? []);
    assert.ok(names.includes('vscode-languageclient') && names.includes('amaro'));
    const missing = [...new Set(names)].filter((name) => !notices.includes(`\n${name} `));
    assert.deepEqual(missing, []);
    assert.match(notices, /Permission is hereby granted, free of charge/);
  });

  it('is small', async () => {
    const { size } = await stat(await packedExtension());
    assert.ok(size < mostBytes, `${size} bytes`);
  });
});
