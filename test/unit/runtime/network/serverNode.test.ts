import assert from 'node:assert/strict';
import { makeControl, makeTest } from '../../../../runtime/devices/deviceTypes.ts';
import { settled } from '../../../support/runtime/manualClock.ts';
import { PduRecord, SimulatedOutlet } from '../devices/deviceSimulator.ts';
import { makeServer, tree } from './madeServer.ts';
import { spec, testLine } from './testServer.ts';

describe('ServerNode', () => {
  it('starts as not initiated', () => {
    assert.equal(
      tree(makeServer().node),
      [
        'web1: Did not initiate yet',
        '  psu Recorded: Did not initiate yet (unknown)',
        '  soft Recorded: Did not initiate yet (unknown)',
        '  ping Dummy: Did not initiate yet',
      ].join('\n'),
    );
  });

  it('turns on: outlets, wait, controls, wait, tests', async () => {
    const { clock, log, seen, node } = makeServer();
    const done = node.turnOn();
    await settled();
    assert.deepEqual(log, ['psu on']);
    assert.equal(
      tree(node),
      [
        'web1: Switching on start 1',
        '  psu Recorded: OK (on)',
        '  soft Recorded: Switching on (unknown)',
        '  ping Dummy: Did not initiate yet',
      ].join('\n'),
    );
    await clock.advance(2000);
    assert.deepEqual(log, ['psu on', 'soft on']);
    assert.equal(node.tests[0]?.opState, 'Did not initiate yet');
    await clock.advance(2000);
    assert.deepEqual(await done, { before: 'Did not initiate yet', after: 'OK', failures: [] });
    assert.equal(
      tree(node),
      [
        'web1: OK',
        '  psu Recorded: OK (on)',
        '  soft Recorded: OK (on)',
        '  ping Dummy: SUCCEEDED',
      ].join('\n'),
    );
    assert.deepEqual(seen, ['Switching on', 'OK']);
  });

  it('waits for a read that is under way instead of being refused', async () => {
    const { log, node, to } = makeServer();
    const reads = [node.updateOpState(), node.updateOpState()];
    const switched = to('on');
    assert.deepEqual(log, [], 'nothing is switched while it is being read');
    await Promise.all(reads);
    await switched;
    assert.deepEqual(log, ['psu on', 'soft on']);
    assert.equal(node.opState, 'OK');
  });

  it('turns off: controls first, then outlets, and runs no tests', async () => {
    const { clock, log, node, to } = makeServer();
    await to('on');
    log.length = 0;
    const done = node.turnOff();
    await settled();
    assert.deepEqual(log, ['soft off']);
    await clock.advance(2000);
    await clock.advance(2000);
    assert.deepEqual(log, ['soft off', 'psu off']);
    assert.equal((await done).after, 'OFF');
  });

  it('fails to start when an outlet does not go on', async () => {
    const { outlet, node, to } = makeServer();
    outlet.isStuck = true;
    const { failures } = await to('on');
    assert.deepEqual(failures, ['psu did not go on.']);
    assert.equal(
      tree(node),
      [
        'web1: Failed to start start 1',
        '  psu Recorded: Failed to start (off)',
        '  soft Recorded: OK (on)',
        '  ping Dummy: SUCCEEDED',
      ].join('\n'),
    );
  });

  it('cuts power only after the controls shut the machine down', async () => {
    const { control, log, node, to } = makeServer();
    await to('on');
    log.length = 0;
    control.isStuck = true;
    const { failures } = await to('off');
    assert.deepEqual(log, ['soft off'], 'the outlet keeps its power');
    assert.deepEqual(failures, [
      'soft did not go off.',
      'web1 did not shut down, so it keeps its power.',
    ]);
    assert.equal(
      tree(node),
      [
        'web1: Failed to stop stop 1',
        '  psu Recorded: OK (on)',
        '  soft Recorded: Failed to stop (on)',
        '  ping Dummy: SUCCEEDED',
      ].join('\n'),
    );
    control.isStuck = false;
    await to('off');
    assert.deepEqual(log, ['soft off', 'soft off', 'psu off']);
    assert.equal(node.opState, 'OFF');
  });

  it('keeps the power of a machine whose control cannot be reached', async () => {
    const { control, log, node, to } = makeServer();
    await to('on');
    log.length = 0;
    control.isUnreachable = true;
    await to('off');
    assert.deepEqual(log, ['soft off']);
    assert.deepEqual([control.opState, node.opState], ['Unknown', 'Failed to stop']);
  });

  it('cuts power whatever the controls do when failures are to be ignored', async () => {
    const { control, log, node, to } = makeServer();
    await to('on');
    log.length = 0;
    control.isStuck = true;
    await to('off', { ignoreDeps: true });
    assert.deepEqual(log, ['soft off', 'psu off']);
    assert.equal(node.opState, 'OFF');
  });

  it('names controls by what is done to them, on the way up as well', async () => {
    const { clock, control, node } = makeServer();
    const done = node.turnOn();
    await clock.advance(0);
    assert.equal(control.opState, 'Switching on');
    control.isStuck = true;
    await clock.advance(2000);
    await clock.advance(2000);
    await done;
    assert.equal(control.opState, 'Failed to start');
  });

  it('fails to stop when a dummy control simulates it', async () => {
    const soft = makeControl('Dummy', spec('soft', { simulate_shutdown_fail: 'true' })).device;
    const { node, to } = makeServer({ parts: { controls: [soft] } });
    await to('on');
    await to('off');
    assert.equal(node.opState, 'Failed to stop');
  });

  it('shows a device that cannot be reached as unknown, and goes on', async () => {
    const { outlet, node, to } = makeServer();
    outlet.isUnreachable = true;
    const { failures } = await to('off');
    assert.deepEqual(failures, ['psu: no answer']);
    assert.equal(outlet.state, null);
    assert.equal(node.opState, 'Failed to stop');
  });

  it('fails to start when a test fails', async () => {
    const ping = makeTest('Dummy', spec('ping', { succeed: 'false' })).device;
    const { node, to } = makeServer({ parts: { tests: [ping] } });
    assert.deepEqual((await to('on')).failures, ['The test ping failed.']);
    assert.equal(node.opState, 'Failed to start');
  });

  it('takes the wanted state whatever happened when failures are to be ignored', async () => {
    const { outlet, node, to } = makeServer();
    outlet.isStuck = true;
    await to('on', { ignoreDeps: true });
    assert.equal(node.opState, 'OK');
    assert.equal(node.tests[0]?.opState, 'Did not initiate yet');
  });

  it('fails for good after as many failures in a row as are allowed', async () => {
    const { outlet, node, to } = makeServer({ maxAttempts: 2 });
    outlet.isStuck = true;
    await to('on');
    assert.equal(node.opState, 'Failed to start');
    await to('on');
    assert.equal(node.opState, 'Permanently failed to start');
    outlet.isStuck = false;
    await to('on');
    assert.equal(node.opState, 'OK', 'a direct turn on is still possible');
    assert.equal(node.startAttempts, 0, 'success starts the count anew');
  });

  it('reaches Permanently failed to Stop too', async () => {
    const { control, node, to } = makeServer({ maxAttempts: 2 });
    await to('on');
    control.isStuck = true;
    await to('off');
    await to('off');
    assert.equal(node.opState, 'Permanently failed to Stop');
    assert.equal(node.shutdownAttempts, 2);
  });

  it('never fails for good with 0 attempts', async () => {
    const { outlet, node, to } = makeServer({ maxAttempts: 0 });
    outlet.isStuck = true;
    for (let attempt = 0; attempt < 5; attempt++) await to('on');
    assert.equal(node.opState, 'Failed to start');
  });

  it('does not fail for good after many successes and one failure', async () => {
    const { outlet, node, to } = makeServer({ maxAttempts: 2 });
    for (let turn = 0; turn < 4; turn++) {
      await to('on');
      assert.equal(node.startAttempts, 0);
    }
    outlet.isStuck = true;
    outlet.isOn = false;
    await to('on');
    assert.deepEqual([node.opState, node.startAttempts], ['Failed to start', 1]);
  });

  it('counts the other direction anew', async () => {
    const { outlet, node, to } = makeServer();
    outlet.isStuck = true;
    await to('on');
    assert.equal(node.startAttempts, 1);
    await to('off');
    assert.equal(node.startAttempts, 0);
  });

  it('refuses a second action while one is running', async () => {
    const { clock, node } = makeServer();
    const first = node.turnOn();
    await settled();
    await assert.rejects(node.turnOff(), /web1 is being switched on right now/);
    await clock.advance(2000);
    await clock.advance(2000);
    assert.equal((await first).after, 'OK');
  });

  it('gives up at once when asked to, and shows what was reached', async () => {
    const { clock, log, node } = makeServer();
    const control = new AbortController();
    const done = node.turnOn({ signal: control.signal });
    await clock.advance(1000);
    control.abort();
    assert.deepEqual((await done).failures, ['Switching web1 on was given up.']);
    assert.deepEqual(log, ['psu on']);
    assert.equal(
      tree(node),
      [
        'web1: Failed to start start 1',
        '  psu Recorded: OK (on)',
        '  soft Recorded: Unknown (unknown)',
        '  ping Dummy: Did not initiate yet',
      ].join('\n'),
    );
  });

  it('leaves a device that hangs at once when it is given up', async () => {
    const outlet = new SimulatedOutlet('psu', new PduRecord(), testLine());
    outlet.mode = 'hung';
    const { node } = makeServer({ parts: { outlets: [outlet] } });
    const control = new AbortController();
    const done = node.turnOn({ signal: control.signal });
    await settled();
    control.abort();
    assert.deepEqual((await done).failures, [
      'psu: The call to rack was given up.',
      'Switching web1 on was given up.',
    ]);
    assert.deepEqual([node.opState, outlet.opState], ['Failed to start', 'Unknown']);
  });
});
