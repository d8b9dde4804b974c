import assert from 'node:assert/strict';
import type { JsonObject } from '../../runtime/protocol/index.ts';
import { makeProject, removeTempProjects } from '../support/runtime/tempProject.ts';
import { startDaemon, stopDaemons } from './support/daemonClient.ts';

/** Offers `name`, which calls `calls` if that is given. */
function commander(className: string, name: string, calls?: string): string {
  const body = calls
    ? `return this.mainDaemon.communicationHandler.sendCommand('${calls}');`
    : `return { from: '${className}', data: JSON.stringify(data) };`;
  return `import { ModuleTemplate } from 'ockle';
export class ${className} extends ModuleTemplate {
  override async run() {
    await this.mainDaemon.communicationHandler.AddCommandToList('${name}', async (data) => {
      ${body}
    }, 'Help of ${name}.');
    this.debug('ready');
  }
}
`;
}

function textOf(reply: JsonObject, key: string): string {
  const text = reply[key];
  assert.ok(typeof text === 'string', `${key} is no text`);
  return text;
}

/** Names of the types in a reply that has them as JSON. */
function typesIn(reply: JsonObject, key: string): readonly string[] {
  return Object.keys(JSON.parse(textOf(reply, key)) as object);
}

describe('Commands', () => {
  afterEach(stopDaemons);
  after(removeTempProjects);

  async function runCommanders(plugins: Readonly<Record<string, string>>) {
    const files = Object.entries(plugins).map(([name, text]) => [`src/plugins/${name}.ts`, text]);
    const project = await makeProject({
      'etc/config.ini': '[main]\n',
      ...(Object.fromEntries(files) as Record<string, string>),
    });
    const { client } = await startDaemon(project);
    const names = Object.keys(plugins);
    await client.run(names);
    const call = async (command: string, data: Readonly<Record<string, string>> | null = null) =>
      (await client.peer.request('callCommand', { command, data })).reply;
    return { client, call };
  }

  it('are listed with their help, and go with their plugin', async () => {
    const { client, call } = await runCommanders({ A: commander('A', 'greet') });
    await client.untilLine('A', 'A: ready');
    const listed = await call('listCommands');
    assert.deepEqual(Object.keys(listed), [
      'getAvailableControllersList',
      'getAvailablePDUsList',
      'getAvailablePluginsList',
      'getAvailableTestersList',
      'greet',
      'listCommands',
      'restart',
    ]);
    assert.equal(listed['greet'], 'Help of greet.');
    assert.ok(Object.values(listed).every((help) => typeof help === 'string' && help !== ''));
    assert.deepEqual(await call('greet', { a: '1' }), { from: 'A', data: '{"a":"1"}' });
    await client.peer.request('stopPlugin', { plugin: 'A' });
    await assert.rejects(call('greet'), { code: 'command-unknown' });
  });

  it('of the daemon list what there is, in the encodings of the original', async () => {
    const { call } = await runCommanders({
      A: `/** Says hello. */\n${commander('A', 'greet').split('\n').slice(1).join('\n')}`.replace(
        /^/,
        "import { ModuleTemplate } from 'ockle';\n",
      ),
      B: commander('B', 'part'),
    });
    const plugins = await call('getAvailablePluginsList');
    assert.equal(plugins['A'], 'Says hello.');
    assert.equal(plugins['B'], 'None');
    assert.match(textOf(plugins, 'TimerPluginExample'), /^The example of the documentation/);
    assert.deepEqual(typesIn(await call('getAvailablePDUsList'), 'PDUs'), [
      'Dummy',
      'DummyWithCPU',
    ]);
    const controllers = await call('getAvailableControllersList');
    assert.deepEqual(typesIn(controllers, 'Controllers'), ['Dummy', 'DummyWithCPU']);
    assert.deepEqual(typesIn(await call('getAvailableTestersList'), 'Testers'), ['Dummy', 'Ping']);
  });

  it('have one owner, who is named to the next', async () => {
    const { client } = await runCommanders({
      A: commander('A', 'greet'),
      B: commander('B', 'greet'),
    });
    const problem = await client.until('a failure', () =>
      client.problems.find(({ code }) => code === 'plugin-run-failed'),
    );
    assert.match(problem.message, /"greet" belongs to [AB] already/);
  });

  it('that call each other in a circle end, and the circle is named', async () => {
    const { client, call } = await runCommanders({
      A: commander('A', 'ping', 'pong'),
      B: commander('B', 'pong', 'ping'),
    });
    await client.untilLine('A', 'A: ready');
    await client.untilLine('B', 'B: ready');
    await assert.rejects(call('ping'), /in a circle, 16 deep: ping → pong → ping/);
  });
});
