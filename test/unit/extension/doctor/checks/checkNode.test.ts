import assert from 'node:assert/strict';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { checkNode, checkParts } from '../../../../../extension/doctor/checks/checkNode.ts';
import { temporaryFolder } from '../support/temporaryFolder.ts';

const { signal } = new AbortController();

describe('The doctor’s look at Node.js', () => {
  const folder = temporaryFolder();

  async function program(text: string): Promise<string> {
    const file = join(folder(), 'node');
    await writeFile(file, text);
    await chmod(file, 0o755);
    return file;
  }

  it('starts the real one', async () => {
    const { state, says } = await checkNode(process.execPath, signal);
    assert.equal(state, 'ok', says);
    assert.ok(says.includes(process.versions.node) && says.includes(process.execPath), says);
  });

  it('says that there is none', async () => {
    const missing = join(folder(), 'nothing');
    const { state, says } = await checkNode(missing, signal);
    assert.equal(state, 'failed');
    assert.equal(says, `\`${missing}\` does not start: There is no ${missing}.`);
  });

  it('says that one is too old, and which is needed', async () => {
    const { state, says, mend } = await checkNode(
      await program('#!/bin/sh\necho 20.19.2\n'),
      signal,
    );
    assert.equal(state, 'failed');
    assert.match(says, /^Node\.js 20\.19\.2 .* need 22\.15 or newer\.$/);
    assert.match(String(mend), /Update VS Code/);
  });

  it('says what a program says that is no Node.js', async () => {
    const { state, says } = await checkNode(
      await program('#!/bin/sh\necho Oh no >&2; exit 3\n'),
      signal,
    );
    assert.equal(state, 'failed');
    assert.match(says, /does not start: Oh no\.$/);
  });
});

describe('The doctor’s look at the extension’s own files', () => {
  const folder = temporaryFolder();

  it('names those that are missing', async () => {
    await mkdir(join(folder(), 'python/ockle_host'), { recursive: true });
    for (const part of ['daemon.mjs', 'nodeHost.mjs', 'ockle.mjs', 'typeCompiler.cjs'])
      await writeFile(join(folder(), part), '');
    const { state, says } = await checkParts(folder());
    assert.equal(state, 'failed');
    assert.match(says, /^4 files .* `typeCompiler\.wasm`, `languageServer\.cjs`, /);
    await Promise.all(
      ['typeCompiler.wasm', 'languageServer.cjs', 'python/ockle_host/__main__.py'].map((part) =>
        writeFile(join(folder(), part), ''),
      ),
    );
    await mkdir(join(folder(), 'types'));
    await writeFile(join(folder(), 'types/manifest.json'), '{}');
    assert.equal((await checkParts(folder())).state, 'ok');
  });
});
