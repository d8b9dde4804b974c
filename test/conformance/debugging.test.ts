import assert from 'node:assert/strict';
import { pathToFileURL } from 'node:url';
import { InspectorClient } from './support/inspectorClient.ts';
import { openBench, type Bench } from './support/pluginBench.ts';

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

  async function attach(className: string): Promise<InspectorClient> {
    bench = await openBench(className, 'typescript', {
      waitForDebugger: true,
      limits: { load: 1, call: 1 },
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
    assert.deepEqual(
      bench.heard.lines('stderr').filter((line) => line.includes('ws://')),
      [],
    );
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
