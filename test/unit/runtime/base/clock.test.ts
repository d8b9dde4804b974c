import assert from 'node:assert/strict';
import { RealClock } from '../../../../runtime/base/clock.ts';

describe('RealClock', () => {
  const clock = new RealClock();

  it('waits as long as asked', async () => {
    const started = performance.now();
    assert.equal(await clock.wait(20), true);
    assert.ok(performance.now() - started >= 18);
  });

  it('takes a moment that has passed as now, without a warning', async () => {
    const warnings: Error[] = [];
    const listen = (warning: Error): number => warnings.push(warning);
    process.on('warning', listen);
    assert.equal(await clock.wait(-1), true);
    await new Promise(setImmediate);
    process.off('warning', listen);
    assert.deepEqual(warnings, []);
  });

  it('returns at once when given up, before or while it waits', async () => {
    const control = new AbortController();
    const waiting = clock.wait(1_000_000, control.signal);
    control.abort();
    assert.equal(await waiting, false);
    assert.equal(await clock.wait(1_000_000, control.signal), false);
  });

  it('does not take a wait of months for none', async () => {
    const control = new AbortController();
    const waiting = clock.wait(2 ** 33, control.signal);
    const first = await Promise.race([waiting, clock.wait(20).then(() => 'later')]);
    control.abort();
    assert.equal(first, 'later');
  });
});
