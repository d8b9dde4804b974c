import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeProject, removeTempProjects, writeFiles } from '../support/runtime/tempProject.ts';
import { startDaemon, stopDaemons } from './support/daemonClient.ts';

const shower = `import { ModuleTemplate } from 'ockle';
export class Shower extends ModuleTemplate {
  override run() {
    const servers = this.mainDaemon.servers.getSortedNodeList().map((node) => node.getName()).join();
    this.debug(\`\${this.getConfigVar('COLOUR')} \${this.getConfigInt('COUNT')} of \${servers}\`);
  }
}
`;

const template = (count: number): string =>
  `[plugins.Shower]\nCOLOUR=["string","grey"]\nCOUNT=["int",${count}]\n`;

const files = {
  'etc/config.ini': '[main]\n[plugins.Shower]\ncolour = red\n',
  'etc/servers/web.ini': '[server]\n',
  'src/config/plugins/Shower.ini': template(1),
  'src/plugins/Shower.ts': shower,
};

describe('A change of the config', () => {
  afterEach(stopDaemons);
  after(removeTempProjects);

  async function open() {
    const project = await makeProject(files);
    const { client } = await startDaemon(project);
    await client.run(['Shower']);
    await client.untilLine('Shower', 'Shower: red 1 of web');
    return { project, client };
  }

  it('counts from the next start of the plugin, without a restart', async () => {
    const { project, client } = await open();
    await writeFiles(project, {
      'etc/config.ini': '[main]\n[plugins.Shower]\ncolour = blue\n',
      'src/config/plugins/Shower.ini': template(2),
    });
    await client.peer.request('stopPlugin', { plugin: 'Shower' });
    await client.run(['Shower']);
    await client.untilLine('Shower', 'Shower: blue 2 of web');
  });

  it('of servers counts from the next restart, and no earlier', async () => {
    const { project, client } = await open();
    await writeFile(join(project, 'etc/servers/db.ini'), '[server]\n');
    await client.peer.request('stopPlugin', { plugin: 'Shower' });
    await client.run(['Shower']);
    await client.untilLine('Shower', 'Shower: red 1 of web', 2);
    await client.peer.request('callCommand', { command: 'restart', data: null });
    await client.untilLine('Shower', 'Shower: red 1 of db,web');
  });

  it('of the folders counts from the next restart, and no earlier', async () => {
    const { project, client } = await open();
    await writeFiles(project, {
      'etc/config.ini': '[main]\nserver_dir = others\n[plugins.Shower]\ncolour = red\n',
      'etc/others/mail.ini': '[server]\n',
    });
    await client.peer.request('stopPlugin', { plugin: 'Shower' });
    await client.run(['Shower']);
    await client.untilLine('Shower', 'Shower: red 1 of web', 2);
    await client.peer.request('callCommand', { command: 'restart', data: null });
    await client.untilLine('Shower', 'Shower: red 1 of mail');
  });

  it('takes a class that was written meanwhile', async () => {
    const { project, client } = await open();
    await writeFiles(project, {
      'src/plugins/Late.ts': shower.replaceAll('Shower', 'Late'),
      'src/config/plugins/Late.ini': template(7).replaceAll('Shower', 'Late'),
    });
    const [info] = await client.run(['Late']);
    assert.equal(info?.className, 'Late');
    await client.untilLine('Late', 'Late: grey 7 of web');
  });
});
