import assert from 'node:assert/strict';
import { Throttle } from '../../../../extension/views/throttle.ts';
import type { Timers } from '../../../../extension/views/throttle.ts';

/** Time that passes only when told to. */
class ManualTimers implements Timers {
  #now = 0;
  #due: { at: number; callback: () => void }[] = [];

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, callback: () => void): () => void {
    const timer = { at: this.#now + milliseconds, callback };
    this.#due.push(timer);
    return () => void (this.#due = this.#due.filter((each) => each !== timer));
  }

  pass(milliseconds: number): void {
    this.#now += milliseconds;
    const due = this.#due.filter(({ at }) => at <= this.#now);
    this.#due = this.#due.filter(({ at }) => at > this.#now);
    for (const { callback } of due) callback();
  }

  get waiting(): number {
    return this.#due.length;
  }
}

describe('A throttle of 300 ms', () => {
  const start = () => {
    const timers = new ManualTimers();
    const runs: number[] = [];
    const throttle = new Throttle(() => void runs.push(timers.now()), 300, timers);
    return { timers, runs, throttle };
  };

  it('works at once when it was quiet', () => {
    const { runs, throttle } = start();
    throttle.request();
    assert.deepEqual(runs, [0]);
  });

  it('is not starved by requests that never pause', () => {
    const { timers, runs, throttle } = start();
    for (let time = 0; time < 1000; time += 10) {
      throttle.request();
      timers.pass(10);
    }
    assert.deepEqual(runs, [0, 300, 600, 900]);
  });

  it('does the last request too', () => {
    const { timers, runs, throttle } = start();
    throttle.request();
    throttle.request();
    timers.pass(1000);
    assert.deepEqual(runs, [0, 1000]);
    throttle.request();
    assert.equal(timers.waiting, 1);
  });

  it('leaves no timer behind', () => {
    const { timers, runs, throttle } = start();
    throttle.request();
    throttle.request();
    throttle.dispose();
    throttle.request();
    timers.pass(1000);
    assert.deepEqual(runs, [0]);
    assert.equal(timers.waiting, 0);
  });
});
