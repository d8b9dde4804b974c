import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { JsonObject } from '../../../../../runtime/protocol/index.ts';
import { removeTempProjects } from '../../../../support/runtime/tempProject.ts';
import { openCore } from './coreProject.ts';
import { closeDaemons, serverFile } from './shippedDaemon.ts';

const looking = [
  'dotgraph',
  'ServerView',
  'getPDUDict',
  'getTesterDict',
  'getControllerDict',
  'getServerDict',
  'getAvailableServerOutlets',
  'getAvailableServerTesters',
  'getAvailableServerControls',
  'getServerDependencyMap',
] as const;

describe('CoreCommunicationCommands and the files', () => {
  afterEach(closeDaemons);
  after(removeTempProjects);

  describe('commands that show what is on disk', () => {
    it('answer the files of a folder, with secrets masked', async () => {
      const bench = await openCore();
      assert.deepEqual(await bench.call('getPDUDict'), {
        pdus: '{"lost": {"pdu": {"type": "Nobody", "write_community": "***"}}, "rack": {"pdu": {"type": "Dummy", "comment": "left rack"}}}',
      });
      assert.deepEqual(await bench.call('getTesterDict'), {
        testers: '{"always": {"tester": {"type": "Dummy", "comment": "fixed result"}}}',
      });
      assert.deepEqual(await bench.call('getControllerDict'), {
        controllers: '{"ssh": {"controller": {"type": "Dummy"}}}',
      });
      const servers = await bench.json('getServerDict', 'servers');
      const { soft } = (servers as { web: { soft: JsonObject } }).web;
      assert.deepEqual(soft, { controller: 'ssh', password: '***' });
    });

    it('answer {} where there is no folder', async () => {
      const bench = await openCore();
      await rm(join(bench.project, 'etc/testers'), { recursive: true });
      assert.deepEqual(await bench.call('getTesterDict'), { testers: '{}' });
    });

    it('leave out one file that cannot be read, and answer the others', async () => {
      const bench = await openCore();
      await writeFile(join(bench.project, 'etc/outlets/bad.ini'), Buffer.from([0x5b, 0xff, 0xfe]));
      const pdus = await bench.json('getPDUDict', 'pdus');
      assert.deepEqual(Object.keys(pdus as JsonObject), ['lost', 'rack']);
      assert.deepEqual(
        bench.problems.map(({ code, source }) => [code, basename(source?.file ?? '')]),
        [['file-not-utf8', 'bad.ini']],
      );
    });

    it('write other alphabets as escapes', async () => {
      const bench = await openCore({ 'testers/t.ini': '[tester]\ncomment = Prüfung\n' });
      assert.deepEqual(await bench.call('getTesterDict'), {
        testers: '{"t": {"tester": {"comment": "Pr\\u00fcfung"}}}',
      });
    });

    it('see what was written after the start, without a restart', async () => {
      const bench = await openCore();
      await writeFile(join(bench.project, 'etc/testers/late.ini'), '[tester]\ntype = Ping\n');
      const testers = await bench.json('getTesterDict', 'testers');
      assert.deepEqual(Object.keys(testers as JsonObject), ['always', 'late']);
    });
  });

  it('answers all that only looks without switching or writing anything', async () => {
    const bench = await openCore();
    const data = { server: 'web' };
    for (const command of looking) await bench.call(command, data);
    const verbs = new Set(bench.journal.map(({ verb }) => verb));
    assert.deepEqual([...verbs], ['startPlugin', 'registerCommand', 'command']);
    assert.deepEqual(bench.states, ['db: OFF', 'web: OFF']);
  });

  describe('getAvailableServerOutlets and its like', () => {
    const messy = {
      'servers/a.ini': [
        '[server]',
        'outlets = ["two", "gone", "one"]',
        'tests = []',
        '[free]',
        'pdu = rack',
        'socket = 3',
        '[one]',
        'pdu = rack',
        '[two]',
        'pdu = rack',
        '[t]',
        'tester = always',
        '[c]',
        'controller = ssh',
        'password = x',
        '',
      ].join('\n'),
    };

    it('answer objects that are checked first, in the order of their list', async () => {
      const bench = await openCore(messy);
      const data = { server: 'a' };
      assert.deepEqual(await bench.call('getAvailableServerOutlets', data), {
        serverOutlets:
          '{"two": {"pdu": "rack"}, "one": {"pdu": "rack"}, "free": {"pdu": "rack", "socket": "3"}}',
      });
      assert.deepEqual(await bench.call('getAvailableServerTesters', data), {
        serverTesters: '{"t": {"tester": "always"}}',
      });
      assert.deepEqual(await bench.call('getAvailableServerControls', data), {
        serverControls: '{"c": {"controller": "ssh", "password": "***"}}',
      });
    });

    it('refuse a server without a file', async () => {
      const bench = await openCore(messy);
      await assert.rejects(bench.call('getAvailableServerOutlets', { server: 'b' }), /“b”/);
      await assert.rejects(bench.call('getAvailableServerOutlets', {}), /needs “server”/);
    });
  });

  describe('getServerDependencyMap', () => {
    const diamond = {
      'servers/nas.ini': serverFile([], { server: 'comment = disks' }),
      'servers/db.ini': serverFile(['nas'], { server: 'comment = tables' }),
      'servers/web.ini': serverFile(['db'], { server: 'comment = front' }),
      'servers/apart.ini': serverFile(),
      'servers/zoo.ini': serverFile([], { server: 'comment = last' }),
    };

    async function mapOf(server: string, files: Readonly<Record<string, string>> = diamond) {
      const bench = await openCore(files);
      return bench.json('getServerDependencyMap', 'dependencyMap', { server });
    }

    it('sorts the other servers by what can be done with them', async () => {
      assert.deepEqual(await mapOf('db'), {
        available: { apart: '', zoo: 'last' },
        disabled: { web: ['db', 'web'] },
        existing: { nas: 'disks' },
      });
    });

    it('disables only servers that would close a circle, however many come after them', async () => {
      assert.deepEqual(await mapOf('nas'), {
        available: { apart: '', zoo: 'last' },
        disabled: { db: ['nas', 'db'], web: ['nas', 'db', 'web'] },
        existing: {},
      });
    });

    it('leaves the server itself out, and needs no comment', async () => {
      assert.deepEqual(await mapOf('apart'), {
        available: { db: 'tables', nas: 'disks', web: 'front', zoo: 'last' },
        disabled: {},
        existing: {},
      });
    });

    it('refuses a server without a file', async () => {
      await assert.rejects(mapOf('nobody'), /“nobody”/);
    });

    it('goes by the files as they are now', async () => {
      const bench = await openCore(diamond);
      await writeFile(join(bench.project, 'etc/servers/db.ini'), serverFile(['zoo']));
      const map = await bench.json('getServerDependencyMap', 'dependencyMap', { server: 'db' });
      assert.deepEqual((map as { existing: JsonObject }).existing, { zoo: 'last' });
    });

    it('takes a list that cannot be read for an empty one', async () => {
      const bad = { 'servers/db.ini': '[server]\ndependencies = ["nas"\n' };
      assert.deepEqual(await mapOf('nas', { ...diamond, ...bad }), {
        available: { apart: '', db: '', web: 'front', zoo: 'last' },
        disabled: {},
        existing: {},
      });
    });
  });
});
