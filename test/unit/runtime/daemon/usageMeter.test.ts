import assert from 'node:assert/strict';
import type { MeasuredPlugin } from '../../../../runtime/daemon/usageMeter.ts';
import { UsageMeter } from '../../../../runtime/daemon/usageMeter.ts';
import type { PluginUsage } from '../../../../runtime/protocol/index.ts';
import { ManualTimers } from '../../../support/runtime/manualTimers.ts';

describe('UsageMeter', () => {
  function meter(plugins: readonly MeasuredPlugin[], sizes: Record<number, number>) {
    const timers = new ManualTimers();
    const measured: number[] = [];
    const measure = (pid: number): number | undefined => {
      measured.push(pid);
      return sizes[pid];
    };
    const usage = new UsageMeter({ plugins: () => plugins, timers, measure });
    return { usage, timers, measured };
  }

  const plugins = [
    { className: 'A', pid: 10 },
    { className: 'Inline', pid: undefined },
    { className: 'B', pid: 20 },
  ];

  it('does nothing before somebody listens, and nothing after the last one has left', async () => {
    const { usage, timers, measured } = meter(plugins, { 10: 5, 20: 6 });
    assert.equal(timers.count, 0);
    const first = usage.follow(() => undefined);
    const second = usage.follow(() => undefined);
    assert.equal(timers.count, 1);
    await timers.advance(0);
    first.dispose();
    assert.equal(timers.count, 1);
    second.dispose();
    assert.equal(timers.count, 0);
    assert.deepEqual(measured, [10, 20]);
  });

  it('tells the processes of those that have one, again when they changed', async () => {
    const sizes = { 10: 5, 20: 6 };
    const { usage, timers, measured } = meter(plugins, sizes);
    const told: (readonly PluginUsage[])[] = [];
    usage.follow((found) => told.push(found));
    await timers.advance(0);
    const first = [
      { plugin: 'A', memory: 5 },
      { plugin: 'B', memory: 6 },
    ];
    assert.deepEqual(told, [first]);
    await timers.advance(2000);
    assert.equal(told.length, 1);
    assert.equal(measured.length, 4);
    sizes[20] = 7;
    await timers.advance(2000);
    assert.deepEqual(told[1]?.[1], { plugin: 'B', memory: 7 });
  });

  it('tells whoever comes later what it knows already', async () => {
    const { usage, timers } = meter(plugins, { 10: 5 });
    usage.follow(() => undefined);
    await timers.advance(0);
    const told: (readonly PluginUsage[])[] = [];
    usage.follow((found) => told.push(found));
    assert.deepEqual(told, [[{ plugin: 'A', memory: 5 }]]);
  });
});
