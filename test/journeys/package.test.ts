import assert from 'node:assert/strict';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { listFiles, PackageManager } from '@vscode/vsce';
import { packedExtension } from './support/vsix.ts';

/** Bytes that everybody who installs the extension has to fetch. */
const mostBytes = 2.5e6;

describe('The packed extension', () => {
  it('has all that it needs and nothing that only its makers need', async () => {
    const cwd = join(import.meta.dirname, '..', '..');
    const files = new Set(await listFiles({ cwd, packageManager: PackageManager.None }));
    for (const file of [
      'docs/template-language.md',
      'dist/extension.cjs',
      'dist/languageServer.cjs',
      'dist/typeCompiler.wasm',
      'dist/types/node/LICENSE',
      'syntaxes/ockle-template.tmLanguage.json',
    ]) {
      assert.ok(files.has(file), file);
    }
    const needless = [...files].filter((file) =>
      /\.map$|__pycache__|^(?:test|runtime)\//.test(file),
    );
    assert.deepEqual(needless, []);
  });

  it('is small', async () => {
    const { size } = await stat(await packedExtension());
    assert.ok(size < mostBytes, `${size} bytes`);
  });
});
