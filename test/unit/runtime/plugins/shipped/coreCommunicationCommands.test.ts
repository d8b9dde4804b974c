import assert from 'node:assert/strict';
import { rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { JsonObject } from '../../../../../runtime/protocol/index.ts';
import { removeTempProjects } from '../../../../support/runtime/tempProject.ts';
import {
  closeDaemons,
  config,
  openShipped,
  serverFile,
  type ShippedDaemon,
} from './shippedDaemon.ts';

/** A server with one object of each kind. */
const web = serverFile(['db'], {
  server: 'tests = ["answers"]\ncontrols = ["soft"]\ncomment = front',
  sections: [
    '[answers]',
    'tester = always',
    'succeed = true',
    '[fails]',
    'tester = always',
    'succeed = false',
    '[soft]',
    'controller = ssh',
    'password = hunter2',
  ].join('\n'),
});

const rack = {
  'testers/always.ini': '[tester]\ntype = Dummy\ncomment = fixed result\n',
  'controllers/ssh.ini': '[controller]\ntype = Dummy\n',
  'outlets/lost.ini': '[pdu]\ntype = Nobody\nwrite_community = s3cret\n',
  'servers/db.ini': serverFile([], { server: 'comment = tables' }),
  'servers/web.ini': web,
};

async function openCore(
  etc: Readonly<Record<string, string>> = rack,
  ...others: readonly string[]
): Promise<ShippedDaemon> {
  const bench = await openShipped(etc);
  await bench.run('CoreCommunicationCommands', ...others);
  return bench;
}

async function stateOfOutlet(bench: ShippedDaemon): Promise<unknown> {
  const outlets = await bench.json('ServerView', 'outlets', { server: 'web' });
  return (outlets as { outletpsu: { state: unknown } }).outletpsu.state;
}

describe('CoreCommunicationCommands', () => {
  afterEach(closeDaemons);
  after(removeTempProjects);

  it('says of each of its commands what it does', async () => {
    const bench = await openCore();
    const names = [
      'ServerView',
      'dotgraph',
      'getAvailableServerControls',
      'getAvailableServerOutlets',
      'getAvailableServerTesters',
      'getControllerDict',
      'getPDUDict',
      'getServerDependencyMap',
      'getServerDict',
      'getTesterDict',
      'runTest',
      'setServer',
      'switchControl',
      'switchOutlet',
      'updateNetwork',
    ];
    for (const name of names) {
      assert.match(await bench.text('listCommands', name), /^[A-Z].{20,}\.$/, name);
    }
  });

  it('offers its commands before it begins to run', async () => {
    const bench = await openShipped(rack);
    const answer = Promise.withResolvers<unknown>();
    bench.daemon.events.plugin.event(({ phase }) => {
      if (phase.kind === 'loaded') answer.resolve(bench.call('ServerView'));
    });
    await bench.run('CoreCommunicationCommands');
    assert.deepEqual(await answer.promise, {});
  });

  describe('dotgraph', () => {
    it('draws servers in the colour of their state, then their needs', async () => {
      const bench = await openCore();
      assert.deepEqual(await bench.call('dotgraph', { anything: 'goes' }), {
        Dot: 'digraph graphname {\ndb [color="#969696"];\nweb [color="#969696"];\ndb -> web;\n}\n',
      });
    });

    it('belongs to the first of two plugins, and the log of the other says so', async () => {
      const bench = await openCore(rack, 'GraphTester');
      await bench.until('the line', () => bench.linesOf('GraphTester').length > 0);
      assert.deepEqual(bench.linesOf('GraphTester'), [
        'The command dotgraph is not offered. The command "dotgraph" belongs to CoreCommunicationCommands already. Choose another name.',
      ]);
      assert.equal(bench.daemon.plugins.filter(({ phase }) => phase.kind === 'failed').length, 0);
    });
  });

  describe('ServerView', () => {
    it('shows a server and its objects, with -1 for a test that never ran', async () => {
      const bench = await openCore();
      assert.deepEqual(await bench.call('ServerView', { server: 'web' }), {
        Name: 'web',
        OpState: 'OFF',
        outlets: '{"outletpsu": {"OpState": "OFF", "state": false, "data": {}, "name": "psu"}}',
        controls: '{"controlsoft": {"OpState": "OK", "state": true, "data": {}, "name": "soft"}}',
        tests: '{"testanswers": {"OpState": -1, "name": "answers"}}',
        StartAttempts: 0,
      });
    });

    it('answers nothing for a server that is not there, and for no server', async () => {
      const bench = await openCore();
      for (const data of [{ server: 'nope' }, { server: null }, {}, null]) {
        assert.deepEqual(await bench.call('ServerView', data), {});
      }
    });

    it('shows a device that cannot be read as Unknown, not as off', async () => {
      const bench = await openCore({
        ...rack,
        'servers/far.ini': '[server]\noutlets = ["psu"]\n[psu]\npdu = lost\n',
      });
      assert.deepEqual(await bench.json('ServerView', 'outlets', { server: 'far' }), {
        outletpsu: { OpState: 'Unknown', state: null, data: {}, name: 'psu' },
      });
    });

    it('reads the data of devices anew each time, and their own key name apart', async () => {
      const bench = await openCore({
        ...rack,
        'outlets/meter.ini': '[pdu]\ntype = DummyWithCPU\n',
        'servers/pc.ini': '[server]\noutlets = ["psu"]\n[psu]\npdu = meter\n',
      });
      for (let time = 0; time < 2; time++) {
        const outlets = await bench.json('ServerView', 'outlets', { server: 'pc' });
        const { data } = (outlets as { outletpsu: { data: JsonObject } }).outletpsu;
        assert.deepEqual(Object.keys(data), ['CPU']);
        assert.equal(typeof data['CPU'], 'number');
      }
    });
  });

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

    it('touches no device and writes nothing into the journal but itself', async () => {
      const bench = await openCore(diamond);
      await bench.call('getServerDependencyMap', { server: 'db' });
      const verbs = new Set(bench.journal.map(({ verb }) => verb));
      assert.deepEqual([...verbs], ['startPlugin', 'registerCommand', 'command']);
    });
  });

  describe('setServer', () => {
    it('forces a server on and off whatever it needs, and warns', async () => {
      const bench = await openCore();
      assert.deepEqual(await bench.call('setServer', { server: 'web', state: 'on' }), {
        status: 'Forced on',
      });
      assert.deepEqual(bench.states, ['db: OFF', 'web: Forced on']);
      assert.equal(await stateOfOutlet(bench), true);
      assert.deepEqual(bench.linesOf('CoreCommunicationCommands'), [
        'setServer switches web whatever becomes of db (OFF), which it needs and which is not on',
      ]);
      assert.deepEqual(await bench.call('setServer', { server: 'web', state: 'ON' }), {
        status: 'Forced off',
      });
      assert.equal(await stateOfOutlet(bench), false);
    });

    it('may take as long as its server may, beyond the time of other commands', async () => {
      const slow = config(['max_startup_time = 0.1'], []).concat('[limits]\ncall_time = 0.1\n');
      const bench = await openCore({ ...rack, 'config.ini': slow });
      const reply = await bench.call('setServer', { server: 'web', state: 'on' });
      assert.deepEqual(reply, { status: 'Forced on' });
    });

    it('refuses what is not there', async () => {
      const bench = await openCore();
      await assert.rejects(bench.call('setServer', { server: 'nope', state: 'on' }), /“nope”/);
      await assert.rejects(bench.call('setServer', { server: 'web' }), /needs “state”/);
      await assert.rejects(bench.call('setServer', { state: 'on' }), /needs “server”/);
    });
  });

  describe('commands for single objects', () => {
    it('switch an outlet and leave it forced', async () => {
      const bench = await openCore();
      const request = { server: 'web', obj: 'psu' };
      assert.deepEqual(await bench.call('switchOutlet', { ...request, state: 'on' }), {
        status: 'Forced on',
      });
      const outlet = bench.servers[1]?.outlets[0];
      assert.deepEqual([outlet?.state, outlet?.opState], [true, 'Forced on']);
      assert.deepEqual(await bench.call('switchOutlet', { ...request, state: 'off' }), {
        status: 'Forced off',
      });
    });

    it('switch a control and leave it forced', async () => {
      const bench = await openCore();
      const request = { server: 'web', obj: 'soft', state: 'off' };
      assert.deepEqual(await bench.call('switchControl', request), { status: 'Forced off' });
      const control = bench.servers[1]?.controls[0];
      assert.deepEqual([control?.state, control?.opState], [false, 'Forced off']);
    });

    it('run a test', async () => {
      const bench = await openCore({
        ...rack,
        'servers/web.ini': web.replace('["answers"]', '["answers", "fails"]'),
      });
      const run = (obj: string) => bench.call('runTest', { server: 'web', obj });
      assert.deepEqual(await run('answers'), { status: 'SUCCEEDED' });
      assert.deepEqual(await run('fails'), { status: 'FAILED' });
      const tests = await bench.json('ServerView', 'tests', { server: 'web' });
      assert.deepEqual(tests, {
        testanswers: { OpState: 'SUCCEEDED', name: 'answers' },
        testfails: { OpState: 'FAILED', name: 'fails' },
      });
    });

    it('refuse what is not there', async () => {
      const bench = await openCore();
      const nothing = { server: 'web', obj: 'none', state: 'on' };
      await assert.rejects(bench.call('switchOutlet', nothing), /“web” has no outlet “none”/);
      await assert.rejects(bench.call('switchControl', nothing), /“web” has no control “none”/);
      await assert.rejects(bench.call('runTest', nothing), /“web” has no test “none”/);
      await assert.rejects(bench.call('runTest', { server: 'web' }), /needs “obj”/);
      await assert.rejects(bench.call('switchOutlet', { ...nothing, server: 'x' }), /“x”/);
    });
  });

  it('updateNetwork reads all devices and runs the tests of servers that are on', async () => {
    const bench = await openCore();
    await bench.call('switchOutlet', { server: 'web', obj: 'psu', state: 'on' });
    assert.deepEqual(await bench.call('updateNetwork'), { status: 'done' });
    const server = bench.servers.find(({ name }) => name === 'web');
    assert.deepEqual([server?.opState, server?.tests[0]?.opState], ['OK', 'SUCCEEDED']);
  });

  it('takes names that objects have of themselves for names', async () => {
    const bench = await openCore({ 'servers/constructor.ini': serverFile() });
    for (const server of ['__proto__', 'toString', 'hasOwnProperty']) {
      assert.deepEqual(await bench.call('ServerView', { server }), {});
      await assert.rejects(bench.call('getServerDependencyMap', { server }), /no file of a server/);
    }
    assert.equal(
      (await bench.call('ServerView', { server: 'constructor' }))['Name'],
      'constructor',
    );
  });
});
