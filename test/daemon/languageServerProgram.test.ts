import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFile, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { makeProject, removeTempProjects } from '../support/runtime/tempProject.ts';
import { distFolder } from './support/dist.ts';
import { LanguageClient } from './support/languageClient.ts';

const template = 'src/config/plugins/Ticker.ini';

const files = {
  [template]: '[plugins.Ticker]\nA=["itn",1]\n',
  'src/plugins/Ticker.ts': `import { ModuleTemplate } from 'ockle';
export class Ticker extends ModuleTemplate {
  override run() { this.debug(String(this.getConfigInt('A'))); }
}
`,
};

describe('The program of the language server', () => {
  const server = join(distFolder(), 'languageServer.cjs');

  after(removeTempProjects);

  it('starts with the line that lets a shell run it', async () => {
    assert.match(await readFile(server, 'utf8'), /^#!\/usr\/bin\/env node\n/);
  });

  it('finds what lies beside it when it is started through a link', async () => {
    const project = await makeProject(files);
    const link = join(project, 'ockle-template-language-server');
    await symlink(server, link);
    const client = new LanguageClient(project, link);
    try {
      await client.begin();
      const found = await client.untilCodes(template, 'unknown-type');
      const page = new URL(found[0]?.codeDescription?.href ?? '');
      assert.equal(page.hash, '#unknown-type');
      page.hash = '';
      assert.match(await readFile(fileURLToPath(page), 'utf8'), /unknown-type/);
      assert.equal(await client.end(), 0);
    } finally {
      client.kill();
    }
  });

  it('says in plain words that Node.js is too old', async () => {
    const project = await makeProject({});
    const old = join(project, 'old.cjs');
    await writeFile(
      old,
      "Object.defineProperty(process.versions, 'node', { value: '20.20.2' });\n",
    );
    const { status, stderr } = spawnSync(process.execPath, ['--require', old, server, '--stdio'], {
      input: '',
      encoding: 'utf8',
    });
    assert.equal(status, 1);
    assert.match(stderr, /^Ockle needs Node\.js 22\.15 or newer; this is 20\.20\.2\. /);
  });
});
