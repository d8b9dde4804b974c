import assert from 'node:assert/strict';
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
    assert.deepEqual(await call('listCommands'), {
      greet: 'Help of greet.',
      listCommands: 'Answers every command with what it does.',
    });
    assert.deepEqual(await call('greet', { a: '1' }), { from: 'A', data: '{"a":"1"}' });
    await client.peer.request('stopPlugin', { plugin: 'A' });
    await assert.rejects(call('greet'), { code: 'command-unknown' });
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
