import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeProject, removeTempProjects } from '../support/runtime/tempProject.ts';
import { startDaemon, stopDaemons } from './support/daemonClient.ts';
import { rack } from './support/samples.ts';

const asker = `import { ModuleTemplate } from 'ockle';
export class Asker extends ModuleTemplate {
  override async run() {
    await this.mainDaemon.communicationHandler.AddCommandToList('again', async () => {
      await this.mainDaemon.reload();
      return { status: 'asked' };
    });
    await this.mainDaemon.communicationHandler.AddCommandToList('end', async () => {
      await this.mainDaemon.shutdown();
      return { status: 'asked' };
    });
    this.debug('ready');
  }
  override stop() {
    this.debug('stopping');
  }
}
`;

const files = { 'etc/config.ini': '[main]\n', 'src/plugins/Asker.ts': asker, ...rack };

describe('A restart', () => {
  afterEach(stopDaemons);
  after(removeTempProjects);

  async function open() {
    const project = await makeProject(files);
    const { client } = await startDaemon(project);
    await client.run(['Asker']);
    await client.untilLine('Asker', 'Asker: ready');
    const call = async (command: string) =>
      (await client.peer.request('callCommand', { command, data: null })).reply;
    return { project, client, call };
  }

  it('answers first, then stops all and starts again what ran, for the same client', async () => {
    const { client, call } = await open();
    assert.deepEqual(await call('restart'), { status: 'restarting' });
    await client.untilLine('Asker', 'Asker: ready', 2);
    const lines = client.lines.map(({ text }) => text);
    assert.deepEqual(lines, [
      'Loaded: Asker',
      'Asker: ready',
      'Ockle is restarting',
      'Asker: stopping',
      'Loaded: Asker',
      'Asker: ready',
    ]);
    assert.ok((await call('listCommands'))['again'] !== undefined);
  });

  it('shows the plugin as a new generation, and never as one that is over', async () => {
    const { client, call } = await open();
    await call('restart');
    await client.untilLine('Asker', 'Asker: ready', 2);
    const phases = client.told.flatMap((each) =>
      each.kind === 'plugin' && each.note.className === 'Asker'
        ? [`${each.note.generation} ${each.note.phase.kind}`]
        : [],
    );
    assert.deepEqual(phases, [
      '1 starting',
      '1 loading',
      '1 loaded',
      '1 running',
      '1 notRunning',
      '2 starting',
      '2 loading',
      '2 loaded',
      '2 running',
    ]);
  });

  it('reads all files again and sends the servers anew', async () => {
    const { client, call, project } = await open();
    await rm(join(project, 'etc/servers/web.ini'));
    await writeFile(join(project, 'etc/servers/new.ini'), '[server]\n');
    await call('restart');
    await client.untilLine('Asker', 'Asker: ready', 2);
    const parts = client.told.flatMap((each) => (each.kind === 'networkPart' ? each.note : []));
    assert.deepEqual(
      parts.map(({ servers }) => servers.map(({ name }) => name)),
      [
        ['db', 'web'],
        ['db', 'new'],
      ],
    );
  });

  it('goes on with the journal, which knows who asked', async () => {
    const { client, call } = await open();
    await call('again');
    await client.untilLine('Asker', 'Asker: ready', 2);
    const entries = await client.journal();
    assert.deepEqual(
      entries
        .filter(({ verb }) => verb !== 'registerCommand')
        .map(({ verb, target, actor }) => `${verb} ${target} ${actor.kind}`),
      [
        'startPlugin Asker panel',
        'command again panel',
        'restart  plugin',
        'stopPlugin Asker daemon',
        'startPlugin Asker daemon',
      ],
    );
  });

  it('does not disturb one that asks while it is under way', async () => {
    const { client, call } = await open();
    await call('restart');
    assert.deepEqual(
      (await client.run(['Asker'])).map(({ phase }) => phase.kind),
      ['running'],
    );
    await client.untilLine('Asker', 'Asker: ready', 2);
  });

  it('is not what a plugin gets that asks for the end', async () => {
    const { client, call } = await open();
    assert.deepEqual(await call('end'), { status: 'asked' });
    await client.peer.closed;
    const lines = client.lines.map(({ text }) => text);
    assert.deepEqual(lines.slice(-2), ['Ockle is shutting down', 'Asker: stopping']);
  });
});
