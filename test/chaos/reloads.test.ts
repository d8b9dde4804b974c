import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { removeTempProjects, writeFiles } from '../support/runtime/tempProject.ts';
import { stopDaemons } from '../daemon/support/daemonClient.ts';
import { ChaosDaemon, isLong } from './support/chaosDaemon.ts';

/** Reloads of one plugin in a row. */
const rounds = isLong ? 200 : 20;

/**
 * Bytes that the daemon may keep more of after them: its own code that was compiled meanwhile, and
 * what its journal tells of each, which has an end of its own. A generation that is kept takes 29 KiB.
 */
const mostBytes = 1024 * 1024 + rounds * 8 * 1024;

const typescript = (round: number): string => `import { ModuleTemplate } from 'ockle';
export class Turn extends ModuleTemplate {
  override async run(): Promise<void> {
    await this.mainDaemon.communicationHandler.AddCommandToList('turn', () => ({ round: ${round} }));
    await this.mainDaemon.communicationHandler.AddCommandToList('turn${round}', () => ({}));
    setInterval(() => undefined, 1000);
    this.debug('round ${round}');
    while (this.mainDaemon.running) await this.sleep(3600);
  }
}
`;

const python = (round: number): string => `from plugins.ModuleTemplate import ModuleTemplate
import threading, time

class Turn(ModuleTemplate):
    def run(self):
        handler = self.mainDaemon.communicationHandler
        handler.AddCommandToList("turn", lambda data: {"round": ${round}})
        handler.AddCommandToList("turn${round}", lambda data: {})
        threading.Thread(target=time.sleep, args=(3600,), daemon=True).start()
        self.debug("round ${round}")
        while self.mainDaemon.running:
            time.sleep(3600)
`;

for (const { language, file, plugin } of [
  { language: 'TypeScript', file: 'src/plugins/Turn.ts', plugin: typescript },
  { language: 'Python', file: 'src/plugins/Turn.py', plugin: python },
]) {
  describe(`Reloads in a row in ${language}`, () => {
    afterEach(stopDaemons);
    after(removeTempProjects);

    const commandsOf = async (daemon: ChaosDaemon): Promise<number> =>
      Object.keys(await daemon.command('listCommands')).length;

    const handlesOf = (pid: number): number => readdirSync(`/proc/${pid}/fd`).length;

    async function reload(daemon: ChaosDaemon, round: number): Promise<void> {
      await writeFiles(daemon.project, { [file]: plugin(round) });
      const files = [`${daemon.project}/${file}`];
      const { plugins } = await daemon.client.peer.request('filesSaved', { files });
      assert.equal(plugins[0]?.phase.kind, 'running');
      await daemon.untilHears('Turn', new RegExp(`round ${round}$`));
    }

    /** Streams of a process that has ended are closed a little later. */
    async function untilClosed(daemon: ChaosDaemon, most: number): Promise<void> {
      while (handlesOf(daemon.pid) > most) await wait(20);
    }

    it(`leave nothing of ${rounds} versions behind`, async () => {
      const daemon = await ChaosDaemon.start({
        [file]: plugin(0),
        'etc/config.ini': '[main]\n[limits]\nspare = 0\n',
      });
      await daemon.run('Turn');
      for (let round = 1; round <= 3; round++) await reload(daemon, round);
      const commands = await commandsOf(daemon);
      const handles = handlesOf(daemon.pid);
      const bytes = await daemon.liveBytes();
      for (let round = 4; round <= rounds; round++) await reload(daemon, round);
      assert.deepEqual(await daemon.command('turn'), { round: rounds });
      assert.equal(await commandsOf(daemon), commands);
      await untilClosed(daemon, handles);
      const grown = (await daemon.liveBytes()) - bytes;
      assert.ok(grown < mostBytes, `The daemon keeps ${grown} bytes more`);
      await daemon.stop('Turn');
      await daemon.assertNothingLeft();
      await daemon.end();
    }).timeout(isLong ? 600_000 : 120_000);
  });
}
