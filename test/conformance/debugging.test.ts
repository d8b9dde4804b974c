import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { InspectorClient } from './support/inspectorClient.ts';
import { openBench, project, type Bench } from './support/pluginBench.ts';
import { temporaryProject } from './support/temporaryProject.ts';

interface Paused {
  readonly callFrames: readonly [{ readonly location: { readonly lineNumber: number } }];
  readonly hitBreakpoints: readonly string[];
}

describe('Debugging a TypeScript plugin', () => {
  let bench: Bench;
  let debuggee: InspectorClient | undefined;

  afterEach(async () => {
    debuggee?.close();
    await bench.instance.stop();
  });

  async function attach(
    className: string,
    limits: NonNullable<Parameters<typeof openBench>[2]>['limits'] = {},
  ): Promise<InspectorClient> {
    bench = await openBench(className, 'typescript', {
      waitForDebugger: true,
      limits: { load: 1, call: 1, ...limits },
    });
    const target = await bench.instance.prepareDebug();
    assert.ok(target.kind === 'node');
    debuggee = await InspectorClient.attach(target.url);
    return debuggee;
  }

  it('stops at a breakpoint on the first line, and no deadline runs meanwhile', async () => {
    const client = await attach('StopsAtLineOne');
    const running = bench.run();
    await bench.heard.until(() => bench.heard.of('waitingForDebugger').length === 1);
    assert.equal(bench.instance.phase.kind, 'waitingForDebugger');
    await client.send('Runtime.enable');
    await client.send('Debugger.enable');
    const url = pathToFileURL(bench.request.file).href;
    const breakpoint = await client.send('Debugger.setBreakpointByUrl', { url, lineNumber: 0 });
    const paused = client.next('Debugger.paused');
    await client.send('Runtime.runIfWaitingForDebugger');
    const { callFrames, hitBreakpoints } = (await paused) as Paused;
    assert.deepEqual(hitBreakpoints, [(breakpoint as { breakpointId: string }).breakpointId]);
    assert.equal(callFrames[0].location.lineNumber, 0);
    await client.send('Debugger.resume');
    await running;
    assert.deepEqual(bench.heard.phases, ['loading', 'waitingForDebugger', 'loaded', 'running']);
    assert.deepEqual(bench.heard.lines('stderr'), []);
  });

  it('stops at once although its debugger stays attached', async () => {
    // Longer than this test may take: it does not end because its time is up.
    const client = await attach('Sleeper', { stop: 600_000, terminate: 600_000 });
    const running = bench.run();
    await bench.heard.untilPhase('waitingForDebugger');
    // Like every debugger: the answer shows that the plugin's process listens before it is let go.
    await client.send('Runtime.enable');
    await client.send('Runtime.runIfWaitingForDebugger');
    await running;
    await bench.heard.until(() => bench.heard.of('parked').length > 0);
    await bench.instance.stop();
    assert.equal(bench.instance.phase.kind, 'stopped');
    assert.deepEqual(bench.heard.lines('stderr'), []);
  });

  it('can be stopped while it waits for the debugger', async () => {
    await attach('StopsAtLineOne');
    const running = bench.run();
    await bench.heard.untilPhase('waitingForDebugger');
    await bench.instance.stop();
    await running;
    assert.deepEqual(bench.heard.phases, ['loading', 'waitingForDebugger', 'stopping', 'stopped']);
  });

  it('can be stopped while it stands at a breakpoint', async () => {
    const client = await attach('StopsAtLineOne');
    const running = bench.run();
    await bench.heard.untilPhase('waitingForDebugger');
    await client.send('Debugger.enable');
    const url = pathToFileURL(bench.request.file).href;
    await client.send('Debugger.setBreakpointByUrl', { url, lineNumber: 0 });
    const paused = client.next('Debugger.paused');
    await client.send('Runtime.runIfWaitingForDebugger');
    await paused;
    await bench.instance.stop();
    await running;
    assert.equal(bench.instance.phase.kind, 'stopped');
  });
});

describe('Debugging a Python plugin without debugpy', () => {
  it('says how to install it, and the plugin runs', async () => {
    await using folder = await temporaryProject({
      'src/plugins/Sleeper.py': await readFile(`${project}/src/plugins/Sleeper.py`, 'utf8'),
      'hidden/debugpy.py': 'raise ImportError("No module named debugpy")',
    });
    const bench = await openBench('Sleeper', 'python', {
      project: folder.path,
      env: { PYTHONPATH: join(folder.path, 'hidden') },
    });
    const target = await bench.instance.prepareDebug();
    assert.ok(target.kind === 'unavailable');
    assert.equal(target.problem.code, 'debugpy-missing');
    assert.match(
      target.problem.message,
      /^Plugins run without debugging: .*python.* has no debugpy\. (Run “.* -m pip install debugpy”|Install the package python3-debugpy)/,
    );
    await bench.run();
    await bench.heard.untilLine('sleeping');
    await bench.instance.stop();
    assert.equal(bench.instance.phase.kind, 'stopped');
  });
});
