import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { PluginInfo } from '../../runtime/protocol/index.ts';
import { listeningPorts } from '../chaos/support/processes.ts';
import { makeProject, removeTempProjects } from '../support/runtime/tempProject.ts';
import type { DaemonClient } from './support/daemonClient.ts';
import { startDaemon, stopDaemons } from './support/daemonClient.ts';

const config = '[main]\n[plugins]\npluginList = []\n[limits]\nhang_time = 0.7\n';

/** Nothing of Python answers during a search, which holds the interpreter's lock. */
const searches = `import re

from plugins.ModuleTemplate import ModuleTemplate


class Searches(ModuleTemplate):
    def run(self):
        self.search("a" * 60 + "!")

    def search(self, text):
        re.match("^(a+)+$", text)
`;

const ways = {
  spins: 'for (;;);',
  searches: '/^(a+)+$/.test(`${"a".repeat(60)}!`);',
  'waits for a lock': 'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);',
  'has microtasks without end': 'for (;;) await undefined;',
} as const;

const hung = (statement: string): string => `import { ModuleTemplate } from 'ockle';

export class Hangs extends ModuleTemplate {
  override async run(): Promise<void> {
    await this.spin();
  }

  async spin(): Promise<void> {
    ${statement}
  }
}
`;

/** Answers once the file is there. */
const comesBack = `import { existsSync } from 'node:fs';
import { ModuleTemplate, type MainDaemon } from 'ockle';

export class ComesBack extends ModuleTemplate {
  constructor(mainDaemon: MainDaemon) {
    super(mainDaemon);
    void mainDaemon.communicationHandler.AddCommandToList('alive', () => ({}));
  }

  override async run(): Promise<void> {
    while (!existsSync('go'));
    while (this.mainDaemon.running) await this.sleep(0.01);
  }
}
`;

async function run(plugin: string, file: string, text: string) {
  const project = await makeProject({ 'etc/config.ini': config, [`src/plugins/${file}`]: text });
  const { client } = await startDaemon(project);
  const [started] = await client.run([plugin]);
  return { project, client, pid: started?.pid ?? 0 };
}

/** What the daemon told of the plugin last. */
function infoOf(client: DaemonClient, plugin: string): PluginInfo | undefined {
  const last = client.told.findLast(
    (each) => each.kind === 'plugin' && each.note.className === plugin,
  );
  return last?.kind === 'plugin' ? last.note : undefined;
}

/** The line on which the daemon says the plugin hangs. */
async function untilPlace(client: DaemonClient, plugin: string) {
  return client.until(`the line of ${plugin}`, () => {
    const health = infoOf(client, plugin)?.health;
    return health?.kind === 'unresponsive' && health.source && health;
  });
}

/** Events come from the process itself, so its ports are looked at again and again. */
async function untilNoPort(pid: number): Promise<void> {
  while (listeningPorts(pid).length > 0) await new Promise(setImmediate);
}

describe('a plugin that answers nothing', () => {
  afterEach(stopDaemons);
  after(removeTempProjects);

  for (const [what, statement] of Object.entries(ways)) {
    it(`is named with its line when it ${what}, in TypeScript`, async () => {
      const { client, pid, project } = await run('Hangs', 'Hangs.ts', hung(statement));
      const health = await untilPlace(client, 'Hangs');
      const file = join(project, 'src/plugins/Hangs.ts');
      assert.deepEqual([health.where, health.source], ['spin', { file, line: 9 }]);
      const told = client.problems.filter(({ code }) => code === 'plugin-unresponsive');
      assert.match(told.at(-1)?.message ?? '', /, in spin at .*Hangs\.ts:9\. /);
      await untilNoPort(pid);
      assert.deepEqual(client.linesOf('Hangs'), []);
    });
  }

  it('is named with its line in Python', async () => {
    const { client, project, pid } = await run('Searches', 'searches.py', searches);
    const health = await untilPlace(client, 'Searches');
    const file = join(project, 'src/plugins/searches.py');
    assert.deepEqual([health.where, health.source], ['search', { file, line: 11 }]);
    assert.deepEqual(listeningPorts(pid), []);
    assert.deepEqual(client.linesOf('Searches'), []);
  });

  it('goes on as before when it answers again, and nobody can attach to it', async () => {
    const { client, project, pid } = await run('ComesBack', 'ComesBack.ts', comesBack);
    await untilPlace(client, 'ComesBack');
    await writeFile(join(project, 'go'), '');
    await client.until('an answer', () => infoOf(client, 'ComesBack')?.health === undefined);
    // Node opens what it was asked for once more when its loop turns.
    for (let turn = 0; turn < 50; turn++) {
      await client.peer.request('callCommand', { command: 'alive', data: null });
    }
    await untilNoPort(pid);
    assert.deepEqual(client.linesOf('ComesBack'), []);
    const { plugin } = await client.peer.request('stopPlugin', { plugin: 'ComesBack' });
    assert.equal(plugin.phase.kind, 'stopped');
    const codes = client.problems.map(({ code }) => code);
    assert.deepEqual(
      codes.filter((code) => code !== 'plugin-unresponsive'),
      [],
    );
  });
});
