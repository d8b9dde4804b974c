import assert from 'node:assert/strict';
import { WaitingCandidate } from './waitingCandidate.ts';

describe('The wait of a new version for its debugger', () => {
  it('ends after its time, and says so', async () => {
    const waiting = new WaitingCandidate(2_000);
    waiting.wait();
    await waiting.timers.advance(1_999);
    assert.equal(await waiting.givenUp(), undefined);
    await waiting.timers.advance(1);
    assert.match((await waiting.givenUp()) ?? '', /^No debugger attached to .* A within 2 s/);
    assert.equal((await waiting.candidate.instance())?.phase.kind, 'stopped');
  });

  for (const how of ['import', 'end'] as const) {
    it(`is over when the plugin begins or ends (${how}), however long it stands after that`, async () => {
      const waiting = new WaitingCandidate(2_000);
      waiting.wait();
      waiting[how]();
      assert.equal(waiting.timers.count, 0);
      waiting.client.hasLeft = true;
      waiting.waits.debuggerLeft(waiting.record);
      assert.equal(await waiting.givenUp(), undefined);
    });
  }

  it('ends when whoever debugged leaves, before it began or while it lasts', async () => {
    for (const leavesBefore of [true, false]) {
      const waiting = new WaitingCandidate(2_000);
      if (!leavesBefore) waiting.wait();
      waiting.client.hasLeft = true;
      waiting.waits.debuggerLeft(waiting.record);
      if (leavesBefore) waiting.wait();
      assert.match((await waiting.givenUp()) ?? '', /^Whoever debugged A left/);
      assert.equal(waiting.timers.count, 0);
    }
  });

  it('goes on while another debugger may come', async () => {
    const waiting = new WaitingCandidate(2_000);
    const other = { hasLeft: false };
    waiting.record.addDebugger(other);
    waiting.wait();
    waiting.client.hasLeft = true;
    waiting.waits.debuggerLeft(waiting.record);
    assert.equal(await waiting.givenUp(), undefined);
    waiting.record.removeDebugger(other);
    waiting.waits.debuggerLeft(waiting.record);
    assert.match((await waiting.givenUp()) ?? '', /^Whoever debugged A left/);
  });
});
