import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { makeProject, removeTempProjects } from '../support/runtime/tempProject.ts';
import { startDaemon, stopDaemons } from './support/daemonClient.ts';
import { distFolder } from './support/dist.ts';

/** The files that Python compiled below a folder. */
async function compiled(folder: string): Promise<readonly string[]> {
  const paths = await readdir(folder, { recursive: true });
  return paths.filter((path) => path.endsWith('.pyc'));
}

describe('The start of a Python plugin', () => {
  afterEach(async () => {
    await stopDaemons();
    await removeTempProjects();
  });

  it('compiles the modules of its host for later ones, and leaves nothing beside those of its author', async () => {
    const project = await makeProject({
      'etc/config.ini': '[main]\n[plugins]\npluginlist = []\n[servers]\n',
      'src/plugins/Helped.py':
        'import helper\nfrom plugins.ModuleTemplate import ModuleTemplate\n\n\n' +
        'class Helped(ModuleTemplate):\n    def run(self):\n        self.debug(helper.WORD)\n' +
        '        import plugins.TimerPluginExample\n',
      'src/plugins/helper.py': "WORD = 'helped'\n",
    });
    const { client } = await startDaemon(project);
    await client.run(['Helped']);
    await client.until('a word', () => client.linesOf('Helped').includes('Helped: helped'));
    assert.deepEqual(await compiled(project), []);
    const ofHost = await compiled(join(distFolder(), 'python', 'ockle_host'));
    assert.ok(
      ofHost.some((path) => path.includes('plugin_host')),
      ofHost.join(),
    );
  });
});
