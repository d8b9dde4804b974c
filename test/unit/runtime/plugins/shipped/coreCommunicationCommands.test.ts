import assert from 'node:assert/strict';
import type { JsonObject } from '../../../../../runtime/protocol/index.ts';
import { removeTempProjects } from '../../../../support/runtime/tempProject.ts';
import { openCore, rack, web } from './coreProject.ts';
import {
  closeDaemons,
  config,
  openShipped,
  serverFile,
  type ShippedDaemon,
} from './shippedDaemon.ts';

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
      assert.deepEqual(
        bench.problems.map(({ code, severity, plugin }) => [code, severity, plugin]),
        [['command-taken', 'warning', 'GraphTester']],
      );
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
      const slow = config(['max_startup_time = 1'], []).concat('[limits]\ncall_time = 0.1\n');
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
