import assert from 'node:assert/strict';
import { openBench, server, type Bench } from './support/pluginBench.ts';
import { temporaryProject, type TemporaryProject } from './support/temporaryProject.ts';

// The stand-in for the daemon answers every folder of etc with one file, and no power action
// but switching changes what it shows.
describe('A Python plugin that extends a shipped one', () => {
  let bench: Bench;
  let folder: TemporaryProject;

  async function extend(base: string, file = base): Promise<Bench> {
    folder = await temporaryProject({
      'src/plugins/Main.py': `from plugins.${file} import ${base}\nclass Main(${base}):\n    pass\n`,
    });
    const servers = [server('db1'), server('web1', ['db1']), server('one')];
    const config = { wait_time: { default: 0 } };
    bench = await openBench('Main', 'python', { project: folder.path, servers, config });
    await bench.run();
    return bench;
  }

  afterEach(async () => {
    await bench.instance.stop();
    await folder[Symbol.asyncDispose]();
  });

  it('answers the commands that show and switch servers', async () => {
    const { instance, heard } = await extend('CoreCommunicationCommands');
    await heard.until(() => heard.of('registerCommand').length === 15);
    const call = (command: string, data: Readonly<Record<string, string>> | null) =>
      instance.call(command, data, 20);
    assert.deepEqual(await call('ServerView', { server: 'web1' }), {
      Name: 'web1',
      OpState: 'OFF',
      outlets:
        '{"outletpsu1": {"OpState": "OFF", "name": "psu1", "state": false, "data": {"CPU": 7}}}',
      controls: '{}',
      tests: '{}',
      StartAttempts: 0,
    });
    assert.deepEqual(await call('ServerView', { server: 'nobody' }), {});
    assert.deepEqual(await call('ServerView', null), {});
    assert.deepEqual(await call('dotgraph', null), {
      Dot: 'digraph graphname {\ndb1 [color="#969696"];\nweb1 [color="#969696"];\none [color="#969696"];\ndb1 -> web1;\n}\n',
    });
    assert.deepEqual(await call('getPDUDict', null), {
      pdus: '{"one": {"server": {"comment": "outlets"}}}',
    });
    assert.deepEqual(await call('getServerDependencyMap', { server: 'db1' }), {
      dependencyMap:
        '{"available": {"one": "servers"}, "disabled": {"web1": ["db1", "web1"]}, "existing": {}}',
    });
    assert.deepEqual(await call('getAvailableServerOutlets', { server: 'one' }), {
      serverOutlets: '{}',
    });
    assert.deepEqual(await call('updateNetwork', null), { status: 'done' });
    await call('setServer', { server: 'web1', state: 'on' });
    await call('switchOutlet', { server: 'web1', obj: 'psu1', state: 'off' });
    assert.deepEqual(
      heard.of('act').map(({ act: { verb, target, args } }) => [verb, target, args]),
      [
        ['updateNetwork', '', {}],
        ['turnOn', 'web1', { ignoreDeps: true }],
        ['setOpState', 'web1', { opState: 'Forced on' }],
        ['setOutlet', 'web1/psu1', { state: false }],
        ['setOpState', 'web1/psu1', { opState: 'Forced off', list: 'outlets' }],
      ],
    );
    await assert.rejects(call('runTest', { server: 'web1', obj: 'x' }), {
      message: 'web1 has no “x”.',
    });
    await assert.rejects(
      call('getServerDependencyMap', { server: 'nobody' }),
      /There is no server/,
    );
  });

  it('answers the commands that change files', async () => {
    const { instance, heard } = await extend('EditingCommunicationCommands');
    await heard.until(() => heard.of('registerCommand').length === 4);
    const path = 'outlets/rack.ini';
    heard.etcFiles.set(path, '[pdu]\n');
    assert.deepEqual(await instance.call('getINIFile', { Path: path }, 20), { File: '[pdu]\n' });
    assert.deepEqual(await instance.call('getINIFile', { Path: 'x.ini' }, 20), { File: ' ' });
    const iniDict = '{"pdu": {"type": "Dummy", "list": ["a", "ä"]}}';
    assert.deepEqual(await instance.call('setINIFile', { Path: path, iniDict }, 20), {
      succeeded: true,
    });
    assert.deepEqual(await instance.call('deleteINISection', { Path: path, Section: 'pdu' }, 20), {
      succeeded: true,
    });
    assert.deepEqual(await instance.call('deleteINIFile', { Path: path }, 20), { succeeded: true });
    assert.deepEqual(
      heard.of('editEtc').map(({ edit }) => edit),
      [
        { kind: 'merge', path, sections: { pdu: { type: 'Dummy', list: '["a", "\\u00e4"]' } } },
        { kind: 'deleteSection', path, section: 'pdu' },
        { kind: 'delete', path },
      ],
    );
    heard.refusal = { kind: 'failed', code: 'x', message: 'The disk is full.' };
    assert.deepEqual(await instance.call('deleteINIFile', { Path: path }, 20), {
      succeeded: false,
      error: 'Changing outlets/rack.ini failed: The disk is full.',
    });
    assert.deepEqual(await instance.call('deleteINISection', { Path: path, Section: 'pdu' }, 20), {
      succeeded: false,
      error: 'Failed remove section pdu in file outlets/rack.ini',
    });
    const wrong = { Path: path, iniDict: '{"pdu": {"socket": 1}}' };
    await assert.rejects(
      instance.call('setINIFile', wrong, 20),
      /The value of socket has to be text/,
    );
  });

  it('draws the servers', async () => {
    const { instance, heard } = await extend('GraphTester', 'GaraphTester');
    await heard.until(() => heard.of('registerCommand').length === 1);
    const reply = await instance.call('dotgraph', null, 20);
    assert.match(JSON.stringify(reply), /digraph graphname \{.*db1 -> web1;/);
  });

  it('tests the power', async () => {
    const { heard } = await extend('PowerTester');
    await heard.until(() => heard.of('act').length === 2);
    assert.deepEqual(
      heard.of('act').map(({ act }) => act.verb),
      ['allOff', 'initiateStartup'],
    );
  });

  it('runs the example of the manual', async () => {
    const { heard } = await extend('TimerPluginExample');
    await heard.untilLine('Main: I am a test plugin');
  });
});
