import assert from 'node:assert/strict';
import type { ServerSnapshot } from '../../runtime/protocol/index.ts';
import { languages, openBench, project, server, type Bench } from './support/pluginBench.ts';

/** A server that needs db1 and has one object of each kind. */
const web1: ServerSnapshot = {
  ...server('web1', ['db1']),
  controls: [{ name: 'soft', type: 'Dummy', generator: 'ssh', opState: 'OFF', state: true }],
  tests: [{ name: 'answers', type: 'Dummy', generator: 'always', opState: 'FAILED' }],
};

for (const language of languages) {
  describe(`What a ${language} plugin asks of the daemon`, () => {
    let bench: Bench;

    async function run(...args: Parameters<typeof openBench>): Promise<Bench> {
      bench = await openBench(...args);
      await bench.run();
      return bench;
    }

    afterEach(() => bench.instance.stop());

    it('is where folders are and which plugins run', async () => {
      const { instance } = await run('Reader', language);
      const etc = `${project}/etc`;
      assert.deepEqual(await instance.call('readDaemon', null, 20), {
        folders: [etc, `${etc}/servers`, `${etc}/outlets`, `${etc}/testers`, `${etc}/controllers`],
        running: true,
        plugins: ['Reader'],
      });
    });

    it('is all of config.ini, resolved', async () => {
      const { instance } = await run('Reader', language, {
        projectConfig: {
          main: {
            root: { raw: 'my', text: 'my' },
            server_dir: { raw: '%(root)s servers', text: 'my servers' },
          },
          servers: { max_attempts: { raw: '50%' } },
        },
      });
      assert.deepEqual(await instance.call('readConfig', null, 20), {
        sections: ['main', 'servers'],
        items: [
          ['root', 'my'],
          ['server_dir', 'my servers'],
        ],
        text: 'my servers',
        has: [true, false],
      });
    });

    it('is what files of etc say, and the network as a drawing', async () => {
      const { instance, heard } = await run('Reader', language);
      heard.etcFiles.set('servers/db1.ini', '; Käse\n[server]\n');
      assert.deepEqual(await instance.call('readFiles', null, 20), {
        text: '; Käse\n[server]\n',
        missing: null,
        folder: { one: { server: { comment: 'outlets' } } },
        dot: 'digraph graphname {\ndb1;\nweb1;\n}\n',
      });
    });

    it('is what devices say now', async () => {
      const { instance } = await run('Reader', language);
      assert.deepEqual(await instance.call('readDevices', null, 20), {
        outlets: { outletpsu1: { CPU: 7, name: 'psu1' } },
        controls: {},
        outlet: { CPU: 7 },
        attempts: [0, 0],
        failed: [],
        root: 'db1',
        turning: false,
        all: true,
      });
    });

    it('is each power action', async () => {
      const { instance, heard } = await run('Actor', language, { servers: [server('db1'), web1] });
      assert.deepEqual(await instance.call('switch', null, 20), {
        answers: ['OK', 'OFF', 'OK', 'OFF', 'OFF', true, true, false],
      });
      assert.deepEqual(
        heard
          .of('act')
          .map(({ act: { verb, target, args }, cause }) => [verb, target, args, cause]),
        [
          ['turnOn', 'web1', {}, 20],
          ['turnOff', 'web1', { ignoreDeps: true }, 20],
          ['turnOn', 'web1', { ignoreDeps: true }, 20],
          ['updateNetwork', 'web1', {}, 20],
          ['updateNetwork', 'web1', { runTests: false }, 20],
          ['setOutlet', 'web1/psu1', { state: false }, 20],
          ['setControl', 'web1/soft', { state: true }, 20],
          ['runTest', 'web1/answers', {}, 20],
          ['setOpState', 'web1', { opState: 'Forced on' }, 20],
          ['setOpState', 'web1/psu1', { opState: 'Forced off', list: 'outlets' }, 20],
          ['setOpState', 'web1/soft', { opState: 'OFF', list: 'controls' }, 20],
          ['resetAttempts', 'web1', {}, 20],
          ['updateNetwork', '', {}, 20],
          ['allOff', '', {}, 20],
          ['initiateStartup', '', {}, 20],
        ],
      );
    });

    it('is a change of files, with its line', async () => {
      const { instance, heard, line } = await run('Actor', language);
      await instance.call('edit', null, 20);
      const path = 'servers/db1.ini';
      const edits = heard.of('editEtc');
      assert.deepEqual(
        edits.map(({ edit, cause }) => [edit, cause]),
        [
          [{ kind: 'merge', path, sections: { server: { comment: 'Käse' } } }, 20],
          [{ kind: 'deleteSection', path, section: 'psu1' }, 20],
          [{ kind: 'delete', path }, 20],
        ],
      );
      assert.equal(edits[0]?.source?.line, line('edit').line);
    });

    it('is the end of the daemon', async () => {
      const { instance, heard } = await run('Actor', language);
      await instance.call('end', null, 20);
      assert.deepEqual(
        heard.of('endDaemon').map(({ verb }) => verb),
        ['restart', 'shutdown'],
      );
    });

    it('is refused with the reason', async () => {
      const { instance, heard } = await run('Actor', language, { servers: [server('db1'), web1] });
      heard.refusal = { kind: 'refused', rule: 'armed', reason: 'Not now.' };
      for (const [command, message] of [
        ['switch', 'turnOn of web1 was refused: Not now.'],
        ['edit', 'Changing servers/db1.ini was refused: Not now.'],
        ['end', 'The restart of the daemon was refused: Not now.'],
      ] as const) {
        await assert.rejects(instance.call(command, null, 20), { message });
      }
    });

    it('keeps what the plugin attaches to servers and their objects', async () => {
      const { instance } = await run('Actor', language);
      assert.deepEqual(await instance.call('mark', null, 20), { server: 'OK', outlet: 7 });
    });

    it('comes back to a plugin whose run() waits for the answer', async () => {
      bench = await openBench('Asker', language);
      const { instance, heard } = bench;
      heard.onCallCommand = () => instance.call('hello', null, 20);
      await bench.run();
      await heard.untilLine('Asker: back');
    });

    it('comes back to a plugin whose command handler waits for the answer', async () => {
      const { instance, heard } = await run('Asker', language);
      heard.onCallCommand = () => instance.call('hello', null, 21);
      assert.deepEqual(await instance.call('ask', null, 20), { hello: 'back' });
    });
  });
}
