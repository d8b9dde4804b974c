import assert from 'node:assert/strict';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { PythonFinder } from '../../runtime/platform/pythonFinder.ts';
import { InspectorClient } from '../conformance/support/inspectorClient.ts';
import { makeProject, removeTempProjects } from '../support/runtime/tempProject.ts';
import { DapClient } from './support/dapClient.ts';
import { startDaemon, stopDaemons } from './support/daemonClient.ts';
import { pythonTicker, targetsOf } from './support/debugged.ts';

const typescript = `import { ModuleTemplate, type MainDaemon } from 'ockle';
export class Ticker extends ModuleTemplate {
  constructor(mainDaemon: MainDaemon) {
    super(mainDaemon);
    void mainDaemon.communicationHandler.AddCommandToList('own', () => ({ mine: true }), 'Own.');
  }
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

const server = '[server]\noutlets = ["main"]\n[main]\noutlet = rackA\nsocket = 1\n';
const rack = '[outlet]\ntype = OutletDummy\n';

describe('ockle.command at a breakpoint', () => {
  afterEach(stopDaemons);
  after(removeTempProjects);

  async function run(path: string, text: string, args: readonly string[] = []) {
    const project = await makeProject({
      'etc/config.ini': '[main]\n[servers]\nmax_startup_time = 0\n',
      'etc/servers/router.ini': server,
      'etc/outlets/rackA.ini': rack,
      [path]: text,
    });
    const { client } = await startDaemon(project, { args });
    await client.run(['CoreCommunicationCommands', 'Ticker']);
    await client.untilLine('Ticker', 'Ticker: tick 2');
    await client.peer.request('debugPlugin', { plugin: 'Ticker' });
    const [target] = targetsOf(client);
    return { client, file: join(project, path), target };
  }

  it('answers in TypeScript, with the network as it is then', async () => {
    const { client, file, target } = await run('src/plugins/Ticker.ts', typescript);
    assert.ok(target?.kind === 'node');
    const visitor = await InspectorClient.attach(target.url);
    await visitor.send('Debugger.enable');
    const paused = visitor.next('Debugger.paused');
    const url = pathToFileURL(file).href;
    await visitor.send('Debugger.setBreakpointByUrl', { url, lineNumber: 9 });
    const { callFrames } = (await paused) as { callFrames: readonly { callFrameId: string }[] };
    const callFrameId = callFrames[0]?.callFrameId;
    const evaluate = async (expression: string): Promise<string> => {
      const request = { callFrameId, expression, returnByValue: true };
      const { result, exceptionDetails } = (await visitor.send(
        'Debugger.evaluateOnCallFrame',
        request,
      )) as {
        readonly result: { readonly value?: unknown; readonly description?: string };
        readonly exceptionDetails?: unknown;
      };
      return exceptionDetails ? `threw ${result.description ?? ''}` : JSON.stringify(result.value);
    };
    const state = "this.mainDaemon.servers.getServer('router').getOpState()";
    const turnOn = "ockle.command('setServer', { server: 'router', state: 'on' })";
    assert.notEqual(await evaluate(state), '"Forced on"');
    assert.equal(await evaluate(turnOn), '{"status":"Forced on"}');
    assert.equal(await evaluate(state), '"Forced on"');
    assert.match(
      await evaluate("ockle.command('nothing')"),
      /^threw Error: Unknown Command "nothing"/,
    );
    assert.equal(await evaluate("ockle.command('own') instanceof Promise"), 'true');
    visitor.close();
    await client.untilLine('Ticker', 'own replied { mine: true }');
    const lines = client.linesOf('Ticker').length;
    await client.until('a tick after it', () => client.linesOf('Ticker').length > lines);
  });

  it('answers in Python', async () => {
    const search = await new PythonFinder({ project: '/' }).find({ forDebugging: true });
    assert.ok(search.kind === 'found' && search.python.hasDebugpy);
    const args = ['--python', search.python.command];
    const { client, file, target } = await run('src/plugins/Ticker.py', pythonTicker, args);
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
      readonly stackFrames: readonly { readonly id: number }[];
    };
    const frameId = trace.stackFrames[0]?.id;
    const evaluate = async (expression: string): Promise<string> => {
      const request = { expression, frameId, context: 'repl' };
      return ((await visitor.ask('evaluate', request)) as { readonly result: string }).result;
    };
    const state = 'self.mainDaemon.servers.getServer("router").getOpState()';
    const before = await evaluate(state);
    const turnOn = 'ockle.command("setServer", server="router", state="on")';
    assert.equal(await evaluate(turnOn), "{'status': 'Forced on'}");
    assert.notEqual(await evaluate(state), before);
    await assert.rejects(evaluate('ockle.command("nothing")'), /Unknown Command "nothing"/);
    await visitor.ask('disconnect');
    visitor.close();
    const lines = client.linesOf('Ticker').length;
    await client.until('a tick after it', () => client.linesOf('Ticker').length > lines);
  });

  it('is known to debugged plugins only', async () => {
    const asks = (call: string): string => typescript.replace('times++;', `times++; ${call};`);
    const project = await makeProject({
      'etc/config.ini': '[main]\n',
      'src/plugins/Ticker.ts': asks("this.debug('ockle' in globalThis ? 'known' : 'unknown')"),
    });
    const { client } = await startDaemon(project);
    await client.run(['Ticker']);
    await client.untilLine('Ticker', 'Ticker: unknown');
  });
});
