import assert from 'node:assert/strict';
import { removeTempProjects } from '../../../../support/runtime/tempProject.ts';
import {
  chain,
  endOfSequence,
  failingTest,
  never,
  openAutoControl,
  switchNetwork,
  turns,
} from './autoControlBench.ts';
import { closeDaemons, config, serverFile } from './shippedDaemon.ts';

describe('AutoControl', () => {
  afterEach(closeDaemons);
  after(removeTempProjects);

  describe('gives up', () => {
    it('after MAX_START_ATTEPMTS passes that bring nothing forward', async () => {
      const bench = await openAutoControl({
        ...never,
        'config.ini': config(
          ['max_startup_time = 0', 'max_attempts = 0'],
          ['wait_time = 0', 'max_start_attepmts = 4'],
        ),
        'servers/web.ini': serverFile([], failingTest),
      });
      const end = await switchNetwork(bench, 'true');
      assert.equal(turns(bench).length, 4);
      assert.equal(end, 'Not on: web (Failed to start)');
    });

    it('by the right spelling MAX_START_ATTEMPTS as well, which comes first', async () => {
      const bench = await openAutoControl({
        ...never,
        'config.ini': config(
          ['max_startup_time = 0', 'max_attempts = 0'],
          ['wait_time = 0', 'max_start_attepmts = 4', 'max_start_attempts = 2'],
        ),
        'servers/web.ini': serverFile([], failingTest),
      });
      await switchNetwork(bench, 'true');
      assert.equal(turns(bench).length, 2);
    });

    it('on what needs a server that failed for good, and goes on with the rest', async () => {
      const bench = await openAutoControl({
        ...never,
        'servers/a.ini': serverFile([], failingTest),
        'servers/b.ini': serverFile(['a']),
        'servers/c.ini': serverFile(),
        'servers/d.ini': serverFile(['c']),
      });
      const end = await switchNetwork(bench, 'true');
      assert.equal(end, 'Not on: a (Permanently failed to start), b (OFF)');
      assert.deepEqual(bench.states.slice(2), ['c: OK', 'd: OK']);
    });
  });

  describe('setAutoControlStatus', () => {
    it('sets the flag, on for exactly True', async () => {
      const bench = await openAutoControl(chain);
      const set = (state: string) => bench.call('setAutoControlStatus', { state });
      assert.deepEqual(await set('True'), { succeeded: true, state: true });
      assert.deepEqual(await bench.call('getAutoControlStatus'), { status: 'on' });
      assert.deepEqual(await bench.call('switchNetwork', { state: 'true' }), { status: 'busy' });
      assert.deepEqual(await set('true'), { succeeded: true, state: false });
      assert.deepEqual(await bench.call('getAutoControlStatus'), { status: 'off' });
    });

    it('ends a sequence after the step it is in', async () => {
      const bench = await openAutoControl({
        ...chain,
        'config.ini': config(['max_startup_time = 1']),
      });
      await bench.call('switchNetwork', { state: 'true' });
      await bench.until('nas on its way', () => bench.states[0] === 'nas: Switching on');
      await bench.call('setAutoControlStatus', { state: 'False' });
      assert.deepEqual(await bench.call('switchNetwork', { state: 'true' }), { status: 'busy' });
      const end = await endOfSequence(bench);
      assert.equal(end, 'Turning on was cancelled. Not on: db (OFF), web (OFF)');
      assert.deepEqual(bench.states, ['nas: OK', 'db: OFF', 'web: OFF']);
    });
  });
});
