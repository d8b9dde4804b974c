import assert from 'node:assert/strict';
import type { PluginInfo } from '../../runtime/protocol/index.ts';
import {
  hashFolder,
  makeProject,
  removeTempProjects,
  writeFiles,
} from '../support/runtime/tempProject.ts';
import { startDaemon, stopDaemons } from './support/daemonClient.ts';
import { runToEnd, Terminal } from './support/terminal.ts';

const plugin = (name: string, body: string): string =>
  `#!/usr/bin/env python
import os.path,sys
from plugins.ModuleTemplate import ModuleTemplate

class ${name}(ModuleTemplate):
    ''' Does what ${name} does'''
    def __init__(self,MainDaemon):
        ModuleTemplate.__init__(self,MainDaemon)

    def run(self):
        ${body}
`;

/** A checkout of old days, before anybody has set it up: its layout, with code of our own. */
const checkout: Readonly<Record<string, string>> = {
  '.gitignore': '*.py[co]\netc/config.ini\nlog.txt\n',
  'README.md': '# A rack\n',
  'etc/config.ini.example':
    '[plugins]\npluginlist = ["SocketListener", "Siren"]\n\n[main]\nserver_dir = servers\n',
  'etc/dummyservers/server1.ini': '[server]\nname=server1\noutlets=["a"]\n[a]\noutlet=pdu\n',
  'src/MainDaemon.py': 'print "Started"\n',
  'src/common/__init__.py': '',
  'src/common/common.py': 'def say(text):\n    print text\n',
  'src/config/config.ini': '[main]\nSERVER_DIR=["string","servers"]\n',
  'src/config/conf_outlets/Dummy.ini': '[pdu]\ncomment=["string",""]\n',
  'src/config/plugins/Siren.ini': '[plugins.Siren]\nLOUDNESS=["int",3]\n',
  'src/plugins/__init__.py': '',
  'src/plugins/ModuleTemplate.py': 'class ModuleTemplate(object):\n    pass\n',
  'src/plugins/Siren.py': plugin('Siren', 'print "wail"'),
  'src/plugins/SocketListener.py': plugin('SocketListener', 'raise IOError, "no port"'),
  'src/plugins/Modern.py': plugin('Modern', 'self.debug("on")'),
};

const wail =
  'Siren is written for Python 2 and cannot run, Siren.py:11: the print statement is Python 2. Write print("…") with parentheses.';

describe('A checkout of old days', () => {
  afterEach(stopDaemons);
  after(removeTempProjects);

  function find(plugins: readonly PluginInfo[], name: string): PluginInfo {
    const found = plugins.find(({ className }) => className === name);
    assert.ok(found, `${name} is not listed`);
    return found;
  }

  it('shows its plugins, and which of them are Python 2', async () => {
    const project = await makeProject(checkout);
    const { welcome } = await startDaemon(project);
    const { unusable, phase } = find(welcome.plugins, 'Siren');
    assert.deepEqual(unusable, {
      code: 'python-2-code',
      severity: 'warning',
      message: wail,
      plugin: 'Siren',
      source: { file: `${project}/src/plugins/Siren.py`, line: 11, column: 9 },
    });
    assert.equal(phase.kind, 'notRunning');
    assert.equal(find(welcome.plugins, 'Modern').unusable, undefined);
    const listener = find(welcome.plugins, 'SocketListener');
    assert.equal(listener.isShipped, true);
    assert.match(listener.insteadOf?.message ?? '', /SocketListener\.py:11: “raise X, text”/);
    assert.ok(!welcome.plugins.some(({ className }) => className === 'ModuleTemplate'));
    assert.deepEqual(welcome.problems.map(({ code }) => code).sort(), [
      'config-missing',
      'folder-missing',
      'plugin-shipped-instead',
      'python-2-code',
    ]);
    assert.match(
      welcome.problems.find(({ code }) => code === 'config-missing')?.message ?? '',
      /Copy config\.ini\.example/,
    );
  });

  it('starts no process for Python 2, with a debugger or without', async () => {
    const { client } = await startDaemon(await makeProject(checkout));
    for (const debug of [true, false]) {
      const [siren] = await client.run(['Siren'], debug);
      assert.ok(siren?.phase.kind === 'failed');
      assert.deepEqual(
        [siren.phase.failure.code, siren.phase.failure.message, siren.pid],
        ['python-2-code', wail, undefined],
      );
    }
    // The file that is debugged is the project's own.
    const [listener] = await client.run(['SocketListener'], true);
    assert.ok(listener?.phase.kind === 'failed');
    assert.equal(listener.phase.failure.code, 'python-2-code');
    assert.ok(client.told.every(({ kind, note }) => kind !== 'plugin' || note.pid === undefined));
  });

  it('stays as it is, to the last byte, while it is looked at', async () => {
    const project = await makeProject(checkout);
    const before = await hashFolder(project);
    const { client } = await startDaemon(project);
    await client.peer.request('runPlugins', {
      plugins: ['Siren'],
      debug: false,
      withCommands: true,
    });
    const { variables } = await client.peer.request('pluginVariables', { plugin: 'Siren' });
    assert.deepEqual(
      variables.map(({ name, value }) => [name, value]),
      [['LOUDNESS', 3]],
    );
    assert.equal(await hashFolder(project), before);
    await stopDaemons();
    assert.match((await runToEnd('validate', project)).out, /files/);
    const terminal = new Terminal(['daemon', '--project', project]);
    await terminal.untilError('waits for Ctrl-C');
    assert.equal(await terminal.interrupt(), 0);
    assert.equal(await hashFolder(project), before);
  });

  it('shows each of its servers, or says what is wrong with it', async () => {
    const project = await makeProject(checkout);
    await writeFiles(project, {
      'etc/config.ini': '[plugins]\npluginlist = ["Siren"]\n[main]\nserver_dir = dummyservers\n',
      'etc/outlets/pdu.ini': '[pdu]\ntype = Dummy\n',
      'etc/testers/snmp.ini': '[tester]\ntype = Unheard\n',
      'etc/dummyservers/server2.ini':
        '[server]\noutlets=["a"]\ndependencies=["server1"]\n[a]\npdu=pdu\nsocket=1\n',
      'etc/dummyservers/server3.ini': 'no ini at all\n',
      'etc/dummyservers/server4.ini': '[server]\ntests=["t"]\n[t]\ntester=snmp\n',
    });
    const before = await hashFolder(project);
    const { client, welcome } = await startDaemon(project);
    const servers = client.told.flatMap(({ kind, note }) =>
      kind === 'networkPart' ? note.servers.map(({ name }) => name) : [],
    );
    assert.ok(servers.includes('server2'));
    const places = welcome.problems.map(({ source, message }) => `${source?.file} ${message}`);
    for (const name of ['server1', 'server3', 'server4']) {
      const isTold = places.some((place) => place.includes(name) || place.includes('snmp'));
      assert.ok(isTold, `nobody says anything of ${name}`);
    }
    await stopDaemons();
    assert.equal(await hashFolder(project), before);
  });
});
