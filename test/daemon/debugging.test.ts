import assert from 'node:assert/strict';
import { makeProject, removeTempProjects } from '../support/runtime/tempProject.ts';
import type { Told } from './support/daemonClient.ts';
import { startDaemon, stopDaemons } from './support/daemonClient.ts';
import { timers } from './support/samples.ts';

describe('A plugin that is debugged', () => {
  afterEach(stopDaemons);
  after(removeTempProjects);

  it('offers its target only when its process waits, and runs once a debugger is there', async () => {
    const { client } = await startDaemon(await makeProject(timers));
    const done = client.run(['TimerTwin'], true);
    const target = await client.until('the debug target', () => {
      const found = client.told.find((each) => each.kind === 'debugTarget');
      return found?.kind === 'debugTarget' && found.note;
    });
    assert.deepEqual(client.told.flatMap(phaseOf), ['starting', 'loading', 'waitingForDebugger']);
    assert.deepEqual([target.plugin, target.generation], ['TimerTwin', 1]);
    assert.ok(target.target.kind === 'node');
    const debuggerSocket = await attach(target.target.url);
    const [info] = await done;
    assert.equal(info?.phase.kind, 'running');
    await client.untilLine('TimerTwin', 'TimerTwin: I am a test plugin');
    debuggerSocket.close();
  });

  it('can be stopped while it waits', async () => {
    const { client } = await startDaemon(await makeProject(timers));
    const done = client.run(['TimerTwin'], true);
    await client.until('the debug target', () =>
      client.told.some((each) => each.kind === 'debugTarget'),
    );
    const { plugin } = await client.peer.request('stopPlugin', { plugin: 'TimerTwin' });
    assert.equal(plugin.phase.kind, 'stopped');
    assert.equal((await done)[0]?.phase.kind, 'stopped');
  });
});

function phaseOf(told: Told): readonly string[] {
  return told.kind === 'plugin' ? [told.note.phase.kind] : [];
}

/** Attaches as a debugger does, and lets the waiting process go on. */
async function attach(url: string): Promise<WebSocket> {
  const socket = new WebSocket(url);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve);
    socket.addEventListener('error', reject);
  });
  // The answer shows that the process listens before it is let go.
  const answered = new Promise((resolve) => socket.addEventListener('message', resolve));
  socket.send(JSON.stringify({ id: 1, method: 'Runtime.enable' }));
  await answered;
  socket.send(JSON.stringify({ id: 2, method: 'Runtime.runIfWaitingForDebugger' }));
  return socket;
}
