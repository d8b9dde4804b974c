import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import {
  checkConfig,
  checkPlugins,
  checkWriting,
  daemonOf,
  describeDaemon,
} from '../../../../../extension/doctor/checks/checkProject.ts';
import { checkTypes } from '../../../../../extension/doctor/checks/checkEditor.ts';
import { identityOf } from '../../../../../runtime/platform/processIdentity.ts';
import { temporaryFolder, writeFiles } from '../support/temporaryFolder.ts';

const openConfig = { title: 'Open config.ini', command: 'vscode.open' };
const plugin = (name: string): string =>
  `import { ModuleTemplate } from 'ockle';\nexport class ${name} extends ModuleTemplate {}\n`;

describe('The doctor’s look at a project', () => {
  const folder = temporaryFolder();

  it('reads etc/config.ini, and offers to lay it out where there is none', async () => {
    const { state, links } = await checkConfig(folder(), openConfig);
    assert.deepEqual([state, links?.[0]?.command], ['warning', 'ockle.layOutProject']);
    await writeFiles(folder(), { 'etc/config.ini': '[plugins]\npluginList = ["A"]\n' });
    const found = await checkConfig(folder(), openConfig);
    assert.deepEqual(
      [found.state, found.says],
      ['ok', '`etc/config.ini` can be read and enables 1 plugin.'],
    );
  });

  it('says which line of etc/config.ini is wrong, and opens the file', async () => {
    await writeFiles(folder(), { 'etc/config.ini': '[plugins]\npluginList = ["A"\n' });
    const { state, says, links } = await checkConfig(folder(), openConfig);
    assert.notEqual(state, 'ok');
    assert.match(says, /^`etc\/config\.ini`, line 2: /);
    assert.deepEqual(links, [openConfig]);
  });

  it('says when etc/config.ini cannot be read', async () => {
    await mkdir(join(folder(), 'etc/config.ini'), { recursive: true });
    await assert.rejects(
      checkConfig(folder(), openConfig),
      /cannot be read: the system says EISDIR/,
    );
  });

  it('names the enabled plugins that do not exist', async () => {
    await writeFiles(folder(), {
      'etc/config.ini': '[plugins]\npluginList = ["DoorWatch", "Gone", "SocketListener"]\n',
      'src/plugins/DoorWatch.ts': plugin('DoorWatch'),
    });
    const { state, says } = await checkPlugins(folder(), openConfig);
    assert.equal(state, 'failed');
    assert.match(says, /enables `Gone`, but no class/);
    await writeFiles(folder(), { 'src/plugins/Gone.ts': plugin('Gone') });
    const mended = await checkPlugins(folder(), openConfig);
    assert.match(mended.says, /^2 plugins of the project, 2 enabled; /);
  });

  it('advises to copy the example of the original Ockle, and to lay nothing out', async () => {
    await writeFiles(folder(), { 'etc/config.ini.example': '[plugins]\n' });
    const { state, mend, links } = await checkConfig(folder(), openConfig);
    assert.deepEqual([state, links], ['warning', undefined]);
    assert.match(String(mend), /^Copy `etc\/config\.ini\.example`/);
  });

  it('tells plugins for Python 2 from the others', async () => {
    const of = (name: string, run: string): string =>
      `from plugins.ModuleTemplate import ModuleTemplate\n\nclass ${name}(ModuleTemplate):\n    def run(self):\n        ${run}\n`;
    await writeFiles(folder(), {
      'src/plugins/Old.py': of('Old', "print 'hello'"),
      'src/plugins/New.py': of('New', "print('hello')"),
    });
    const { state, says } = await checkPlugins(folder(), openConfig);
    assert.equal(state, 'warning');
    assert.match(says, /^1 plugin is written for Python 2 and cannot run: `Old`\./);
  });

  it('offers to write the first plugin', async () => {
    const { state, links } = await checkPlugins(folder(), openConfig);
    assert.deepEqual([state, links?.[0]?.command], ['ok', 'ockle.newPlugin']);
  });

  it('knows the daemon that runs by its record, and no process that only has its number', async () => {
    assert.equal(await daemonOf(folder()), undefined);
    const write = (daemon: object): Promise<void> =>
      writeFiles(folder(), { '.ockle/daemon.json': JSON.stringify({ daemon }) });
    await write(identityOf(process.pid));
    assert.equal(await daemonOf(folder()), process.pid);
    if (process.platform === 'linux') {
      await write({ pid: process.pid, began: '1' });
      assert.equal(await daemonOf(folder()), undefined);
    }
    await writeFiles(folder(), { '.ockle/daemon.json': '"nonsense"' });
    assert.equal(await daemonOf(folder()), undefined);
  });

  it('warns of a daemon that this window did not start', () => {
    assert.equal(describeDaemon(undefined, false).state, 'ok');
    assert.equal(describeDaemon(12, true).says, 'A daemon runs in this window: process 12.');
    assert.match(describeDaemon(12, false).says, /^Process 12 runs a daemon/);
  });

  it('finds that etc can be written, also before it is there', async () => {
    assert.equal((await checkWriting(folder())).state, 'ok');
    await writeFiles(folder(), { 'etc/config.ini': '' });
    assert.equal((await checkWriting(folder())).state, 'ok');
  });

  it('says which place cannot be written', async () => {
    await writeFiles(folder(), { etc: 'a file where a folder belongs' });
    const { state, says } = await checkWriting(folder());
    assert.equal(state, 'failed');
    assert.match(says, /forbids writing `etc\/config\.ini`/);
  });
});

describe('The doctor’s look at TypeScript', () => {
  const folder = temporaryFolder();
  const types = { version: '2', files: [] };
  const check = (): ReturnType<typeof checkTypes> =>
    checkTypes(folder(), () => Promise.resolve(types));
  const naming = '{ "paths": { "ockle": ["./.ockle/types/ockle.d.ts"] } }';

  it('is content with a project that has none', async () => {
    assert.equal((await check()).state, 'ok');
  });

  it('tells missing types from old and present ones', async () => {
    await writeFiles(folder(), { 'tsconfig.json': naming });
    assert.match((await check()).says, /are not there/);
    await writeFiles(folder(), { '.ockle/types/version': '1\n' });
    assert.match((await check()).says, /are of another release/);
    await writeFiles(folder(), { '.ockle/types/version': '2\n' });
    assert.equal((await check()).state, 'ok');
  });

  it('says what a tsconfig.json lacks that does not name them', async () => {
    await writeFiles(folder(), { '.ockle/types/version': '2\n' });
    assert.match((await check()).says, /^There is no `tsconfig\.json`/);
    await writeFiles(folder(), { 'tsconfig.json': '{}' });
    const { state, mend } = await check();
    assert.equal(state, 'warning');
    assert.match(String(mend), /"paths"/);
  });
});
