import assert from 'node:assert/strict';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PythonFinder } from '../../runtime/platform/pythonFinder.ts';
import { InspectorClient } from '../conformance/support/inspectorClient.ts';
import { makeProject, removeTempProjects, writeFiles } from '../support/runtime/tempProject.ts';
import { DapClient } from './support/dapClient.ts';
import type { DaemonClient } from './support/daemonClient.ts';
import { startDaemon, stopDaemons } from './support/daemonClient.ts';
import { pythonTicker, targetsOf } from './support/debugged.ts';

const typescript = `import { ModuleTemplate } from 'ockle';
export class Ticker extends ModuleTemplate {
  override async run() {
    let times = 0;
    while (this.mainDaemon.running) {
      times++;
      this.debug(\`tick \${times}\`);
      await this.sleep(0.01);
    }
  }
}
`;

const hung = `import { ModuleTemplate } from 'ockle';
export class Hung extends ModuleTemplate {
  override run() {
    for (;;);
  }
}
`;

const config = '[main]\n[limits]\nhang_time = 0.5\n';

describe('A debugger that comes to a plugin', () => {
  afterEach(stopDaemons);
  after(removeTempProjects);

  async function run(files: Readonly<Record<string, string>>, args: readonly string[] = []) {
    const project = await makeProject({ 'etc/config.ini': config, ...files });
    const { client } = await startDaemon(project, { args });
    return { client, file: join(project, Object.keys(files)[0] ?? '') };
  }

  function debug(client: DaemonClient, plugin: string) {
    return client.peer.request('debugPlugin', { plugin });
  }

  it('stops it at a line, leaves, and may come again', async () => {
    const { client, file } = await run({ 'src/plugins/Ticker.ts': typescript });
    await client.run(['Ticker']);
    await client.untilLine('Ticker', 'Ticker: tick 2');
    for (let visit = 1; visit <= 2; visit++) {
      await debug(client, 'Ticker');
      const target = targetsOf(client)[visit - 1];
      assert.ok(target?.kind === 'node', 'offered before the answer');
      const visitor = await InspectorClient.attach(target.url);
      await visitor.send('Debugger.enable');
      const url = pathToFileURL(file).href;
      const paused = visitor.next('Debugger.paused');
      await visitor.send('Debugger.setBreakpointByUrl', { url, lineNumber: 5 });
      const { callFrames } = (await paused) as {
        readonly callFrames: readonly { readonly location: { readonly lineNumber: number } }[];
      };
      assert.equal(callFrames[0]?.location.lineNumber, 5);
      visitor.close();
      const lines = client.linesOf('Ticker').length;
      await client.until('a tick after it', () => client.linesOf('Ticker').length > lines);
    }
  });

  it('stops it in Python, too', async () => {
    const search = await new PythonFinder({ project: '/' }).find({ forDebugging: true });
    assert.ok(
      search.kind === 'found' && search.python.hasDebugpy,
      'the bootstrap installs debugpy',
    );
    const args = ['--python', search.python.command];
    const { client, file } = await run({ 'src/plugins/Ticker.py': pythonTicker }, args);
    await client.run(['Ticker']);
    await client.untilLine('Ticker', 'Ticker: tick 2');
    await debug(client, 'Ticker');
    const [target] = targetsOf(client);
    assert.ok(target?.kind === 'python', JSON.stringify(target));
    const visitor = await DapClient.connect(target.host, target.port);
    await visitor.ask('initialize', { adapterID: 'test', clientID: 'test' });
    const attached = visitor.ask('attach', { justMyCode: false });
    await visitor.next('initialized');
    await visitor.ask('setBreakpoints', { source: { path: file }, breakpoints: [{ line: 10 }] });
    await visitor.ask('configurationDone');
    await attached;
    const { threadId } = (await visitor.next('stopped')) as { readonly threadId: number };
    const trace = (await visitor.ask('stackTrace', { threadId })) as {
      readonly stackFrames: readonly { readonly line: number }[];
    };
    assert.equal(trace.stackFrames[0]?.line, 10);
    await visitor.ask('disconnect');
    visitor.close();
    const lines = client.linesOf('Ticker').length;
    await client.until('a tick after it', () => client.linesOf('Ticker').length > lines);
  });

  it('hears why when the plugin answers nothing, does not run, or is none', async () => {
    const { client } = await run({ 'src/plugins/Hung.ts': hung });
    await assert.rejects(debug(client, 'Hung'), {
      code: 'plugin-not-running',
      message: /^Hung does not run \(notRunning\).*Run it first\.$/,
    });
    await assert.rejects(debug(client, 'Nobody'), { code: 'plugin-unknown' });
    await client.run(['Hung']);
    await client.until('the health of Hung', () =>
      client.told.some(
        ({ kind, note }) => kind === 'plugin' && note.health?.kind === 'unresponsive',
      ),
    );
    await assert.rejects(debug(client, 'Hung'), {
      code: 'debugger-hung',
      message: /^Hung answers/,
    });
    await client.run(['CoreCommunicationCommands']);
    await assert.rejects(debug(client, 'CoreCommunicationCommands'), { code: 'debugger-inline' });
    assert.deepEqual(targetsOf(client), []);
  });
});

describe('The variables of a plugin of a daemon', () => {
  afterEach(stopDaemons);
  after(removeTempProjects);

  it('are told of one that does not run, of one that came late, and of shipped ones', async () => {
    const project = await makeProject({ 'etc/config.ini': config });
    const { client } = await startDaemon(project);
    const variables = async (plugin: string) =>
      (await client.peer.request('pluginVariables', { plugin })).variables;
    await assert.rejects(variables('Ticker'), { code: 'plugin-unknown' });
    const shipped = await variables('AutoControl');
    assert.ok(shipped.some(({ name, value }) => name === 'WAIT_TIME' && value === 1));
    await writeFiles(project, {
      'src/plugins/Ticker.ts': typescript,
      'src/config/plugins/Ticker.ini': '[plugins.Ticker]\n# Seconds\nPACE=["int",3]\n',
    });
    assert.deepEqual(await variables('Ticker'), [
      {
        name: 'PACE',
        value: 3,
        origin: 'template',
        source: { file: join(project, 'src/config/plugins/Ticker.ini'), line: 3 },
        declaration: '["int",3]',
        doc: 'Seconds',
      },
    ]);
  });
});
