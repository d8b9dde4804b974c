import assert from 'node:assert/strict';
import type { CommandInfo, DaemonEventContract } from '../../runtime/protocol/index.ts';
import { makeProject, removeTempProjects } from '../support/runtime/tempProject.ts';
import type { DaemonClient } from './support/daemonClient.ts';
import { startDaemon, stopDaemons } from './support/daemonClient.ts';

type Notes = DaemonEventContract['notes'];

const typescript = `import { ModuleTemplate } from 'ockle';
export class Greeter extends ModuleTemplate {
  override async run() {
    const commands = this.mainDaemon.communicationHandler;
    await commands.AddCommandToList('greet', () => ({ text: 'hello' }), 'Says hello.');
    await commands.AddCommandToList('call', () => ({}), 'Calls.', ['name', 'name', 'loud']);
    this.debug('ready');
  }
}
`;

const python = `import time

from plugins.ModuleTemplate import ModuleTemplate


class Caller(ModuleTemplate):
    def run(self):
        self.mainDaemon.communicationHandler.AddCommandToList(
            "shout", lambda data: {}, "Shouts.", keys=("name", "times")
        )
        self.debug("ready")
        while self.mainDaemon.running:
            time.sleep(3600)
`;

function notesOf<Name extends keyof Notes>(client: DaemonClient, name: Name): Notes[Name][] {
  return client.told.flatMap(({ kind, note }) => (kind === name ? [note as Notes[Name]] : []));
}

function commandsOf(client: DaemonClient): readonly CommandInfo[] {
  return notesOf(client, 'commands').at(-1)?.commands ?? [];
}

function command(client: DaemonClient, name: string): CommandInfo | undefined {
  return commandsOf(client).find((each) => each.name === name);
}

describe('The notes for the panel', () => {
  afterEach(stopDaemons);
  after(removeTempProjects);

  const config = { 'etc/config.ini': '[main]\n' };

  it('tell the commands on subscribing, as they come, and as they go', async () => {
    const project = await makeProject({ ...config, 'src/plugins/Greeter.ts': typescript });
    const { client } = await startDaemon(project);
    assert.deepEqual(
      commandsOf(client).map(({ name }) => name),
      [
        'getAvailableControllersList',
        'getAvailablePDUsList',
        'getAvailablePluginsList',
        'getAvailableTestersList',
        'listCommands',
        'restart',
      ],
    );
    assert.ok(commandsOf(client).every(({ owner, keys }) => owner === undefined && keys));
    await client.run(['Greeter']);
    const found = await client.until('both commands', () => command(client, 'call'));
    assert.deepEqual(found, {
      name: 'call',
      help: 'Calls.',
      owner: 'Greeter',
      keys: ['name', 'loud'],
    });
    assert.deepEqual(command(client, 'greet'), {
      name: 'greet',
      help: 'Says hello.',
      owner: 'Greeter',
    });
    const data = { loud: true, name: 'x' };
    await client.peer.request('callCommand', { command: 'greet', data });
    assert.deepEqual(command(client, 'greet')?.keys, ['loud', 'name']);
    await client.peer.request('stopPlugin', { plugin: 'Greeter' });
    assert.equal(command(client, 'greet'), undefined, 'told before the answer');
  });

  it('know the keys of all commands of shipped plugins', async () => {
    const project = await makeProject(config);
    const { client } = await startDaemon(project);
    await client.peer.request('runPlugins', { plugins: [], debug: false, withCommands: true });
    const unknown = commandsOf(client).filter(({ keys }) => keys === undefined);
    assert.deepEqual(unknown, []);
    assert.deepEqual(command(client, 'switchOutlet')?.keys, ['server', 'obj', 'state']);
    assert.deepEqual(command(client, 'setINIFile')?.keys, ['Path', 'iniDict']);
    assert.equal(command(client, 'ServerView')?.owner, 'CoreCommunicationCommands');
  });

  it('know the keys that a Python plugin names', async () => {
    const project = await makeProject({ ...config, 'src/plugins/Caller.py': python });
    const { client } = await startDaemon(project);
    await client.run(['Caller']);
    const found = await client.until('the command', () => command(client, 'shout'));
    assert.deepEqual(found.keys, ['name', 'times']);
  });

  // No other system tells without starting a process.
  if (process.platform === 'linux') {
    it('tell what a plugin’s process uses, and of no plugin inside the daemon', async () => {
      const project = await makeProject({ ...config, 'src/plugins/Greeter.ts': typescript });
      const { client } = await startDaemon(project);
      await client.peer.request('runPlugins', {
        plugins: ['Greeter'],
        debug: false,
        withCommands: true,
      });
      const usage = await client.until('the memory of Greeter', () =>
        notesOf(client, 'usage').find(({ plugins }) => plugins.length > 0),
      );
      assert.deepEqual(
        usage.plugins.map(({ plugin }) => plugin),
        ['Greeter'],
      );
      assert.ok((usage.plugins[0]?.memory ?? 0) > 1024 * 1024);
      await client.peer.request('stopPlugin', { plugin: 'Greeter' });
      await client.until('its end', () => notesOf(client, 'usage').at(-1)?.plugins.length === 0);
    });
  }
});
