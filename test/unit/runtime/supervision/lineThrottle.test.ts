import assert from 'node:assert/strict';
import { LineThrottle } from '../../../../runtime/supervision/lineThrottle.ts';
import { ManualTimers } from '../../../support/runtime/manualTimers.ts';

function bench(perSecond = 1000) {
  const delivered: string[] = [];
  const timers = new ManualTimers();
  const throttle = new LineThrottle(({ text }) => delivered.push(text), timers, perSecond);
  const push = (count: number, from = 0): void => {
    for (let index = from; index < from + count; index++) {
      throttle.push({ text: `line ${index}`, stream: 'stdout' });
    }
  };
  return { delivered, push, throttle, timers };
}

const leftOut = (count: number): string =>
  `… ${count} lines are left out here: the plugin writes faster than they can be shown.`;

describe('LineThrottle', () => {
  it('delivers at once what is not too much', () => {
    const { delivered, push } = bench();
    push(3);
    assert.deepEqual(delivered, ['line 0', 'line 1', 'line 2']);
  });

  for (const [count, atOnce] of [
    [999, 999],
    [1000, 1000],
    [1001, 1000],
  ] as const) {
    it(`lets ${atOnce} of ${count} lines pass at once when 1000 may in a second`, async () => {
      const { delivered, push, timers } = bench();
      push(count);
      assert.equal(delivered.length, atOnce);
      await timers.advance(50);
      assert.equal(delivered.length, count);
    });
  }

  it('lets later lines pass at that pace, in order', async () => {
    const { delivered, push, timers } = bench();
    push(1500);
    await timers.advance(250);
    assert.equal(delivered.length, 1250);
    push(1, 1500);
    await timers.advance(1000);
    assert.deepEqual(
      delivered,
      Array.from({ length: 1501 }, (_, index) => `line ${index}`),
    );
    assert.equal(timers.count > 0, true);
    await timers.advance(2000);
    assert.equal(timers.count, 0);
  });

  for (const [waiting, dropped] of [
    [999, 0],
    [1000, 0],
    [1001, 1],
    [9000, 8000],
  ] as const) {
    it(`lets as many wait, so that ${dropped} of ${waiting} are dropped, the oldest`, () => {
      const { delivered, push, throttle } = bench();
      push(1000 + waiting);
      throttle.flush();
      const head = dropped === 0 ? [] : [leftOut(dropped)];
      assert.deepEqual(delivered.slice(1000, 1001 + head.length), [
        ...head,
        `line ${1000 + dropped}`,
      ]);
      assert.equal(delivered.at(-1), `line ${999 + waiting}`);
    });
  }

  it('counts every line of a long flood', async () => {
    const { delivered, push, throttle, timers } = bench();
    for (let second = 0; second < 20; second++) {
      push(5000, second * 5000);
      await timers.advance(137);
    }
    throttle.flush();
    const dropped = delivered.flatMap((text) => /^… (\d+) lines/.exec(text)?.[1] ?? []);
    const sum = dropped.reduce((total, count) => total + Number(count), 0);
    assert.equal(sum + delivered.length - dropped.length, 100_000);
    assert.equal(delivered.at(-1), 'line 99999');
  });

  it('bounds what waits by its size, too', () => {
    const { delivered, push, throttle } = bench();
    push(1000);
    for (let index = 0; index < 100; index++) {
      throttle.push({ text: 'x'.repeat(64_000), stream: 'stdout' });
    }
    throttle.flush();
    const waited = delivered.slice(1000).reduce((sum, text) => sum + text.length, 0);
    assert.ok(waited < 4_100_000, String(waited));
  });
});
