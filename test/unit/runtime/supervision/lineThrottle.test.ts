import assert from 'node:assert/strict';
import type { RpcTimers } from '../../../../runtime/protocol/index.ts';
import { LineThrottle } from '../../../../runtime/supervision/lineThrottle.ts';

function bench() {
  const delivered: string[] = [];
  const windows: (() => void)[] = [];
  const timers: RpcTimers = {
    after: (_, callback) => {
      windows.push(callback);
      return () => undefined;
    },
  };
  const throttle = new LineThrottle(({ text }) => delivered.push(text), timers);
  const push = (count: number, from = 0): void => {
    for (let index = from; index < from + count; index++) {
      throttle.push({ text: `line ${index}`, stream: 'stdout' });
    }
  };
  return { delivered, push, throttle, nextWindow: () => windows.pop()?.() };
}

describe('LineThrottle', () => {
  it('delivers at once what is not too much', () => {
    const { delivered, push } = bench();
    push(3);
    assert.deepEqual(delivered, ['line 0', 'line 1', 'line 2']);
  });

  it('holds more back until the next window, in order', () => {
    const { delivered, push, nextWindow } = bench();
    push(1_500);
    assert.equal(delivered.length, 1_000);
    nextWindow();
    assert.equal(delivered.length, 1_500);
    assert.equal(delivered.at(-1), 'line 1499');
  });

  it('drops the oldest of a flood and says how many', () => {
    const { delivered, push, nextWindow } = bench();
    push(10_000);
    nextWindow();
    assert.equal(
      delivered[1_000],
      '… 4000 lines are left out here: the plugin writes faster than they can be shown.',
    );
    assert.deepEqual([delivered[1_001], delivered.at(-1)], ['line 5000', 'line 9999']);
  });

  it('bounds what waits by its size, too', () => {
    const { delivered, push, throttle, nextWindow } = bench();
    push(1_000);
    for (let index = 0; index < 100; index++) {
      throttle.push({ text: 'x'.repeat(64_000), stream: 'stdout' });
    }
    nextWindow();
    const waited = delivered.slice(1_000).reduce((sum, text) => sum + text.length, 0);
    assert.ok(waited < 4_100_000, String(waited));
  });
});
