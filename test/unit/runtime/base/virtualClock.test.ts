import assert from 'node:assert/strict';
import { VirtualClock } from '../../../../runtime/base/virtualClock.ts';

const open = () => new VirtualClock({ mode: 'virtual', began: 1000, rate: 0 });

describe('VirtualClock', () => {
  it('stands until it is moved, and never goes back', () => {
    const clock = open();
    assert.equal(clock.now(), 1000);
    clock.moveTo(1500);
    clock.moveTo(1200);
    assert.equal(clock.now(), 1500);
  });

  it('wakes those who wait in the order of their times, then in the order they came', async () => {
    const clock = open();
    const woken: string[] = [];
    const wait = async (name: string, ms: number): Promise<void> => {
      if (await clock.wait(ms)) woken.push(name);
    };
    const waits = [wait('late', 20), wait('first', 10), wait('second', 10)];
    assert.equal(clock.nextDue, 1010);
    clock.moveTo(1019);
    while (clock.wakeNext());
    assert.equal(clock.nextDue, 1020);
    clock.moveTo(1020);
    while (clock.wakeNext());
    await Promise.all(waits);
    assert.deepEqual(woken, ['first', 'second', 'late']);
    assert.equal(clock.nextDue, undefined);
  });

  it('ends a wait at once when its signal is aborted, before or meanwhile', async () => {
    const clock = open();
    const controller = new AbortController();
    const wait = clock.wait(10, controller.signal);
    controller.abort();
    assert.equal(await wait, false);
    assert.equal(await clock.wait(10, controller.signal), false);
    assert.equal(clock.nextDue, undefined);
  });

  it('ends every wait when its keeper goes', async () => {
    const clock = open();
    const waits = [clock.wait(10), clock.wait(20)];
    clock.wakeAll();
    assert.deepEqual(await Promise.all(waits), [false, false]);
  });

  it('has to stand while a task is under way, however that ends', async () => {
    const clock = open();
    const task = Promise.withResolvers<undefined>();
    clock.standDuring(task.promise);
    assert.equal(clock.hasToStand, true);
    task.reject(new Error('no answer'));
    await task.promise.catch(() => undefined);
    assert.equal(clock.hasToStand, false);
  });
});
