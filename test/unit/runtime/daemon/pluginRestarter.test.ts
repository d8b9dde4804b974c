import assert from 'node:assert/strict';
import { DaemonEvents } from '../../../../runtime/daemon/daemonEvents.ts';
import { PluginRecord } from '../../../../runtime/daemon/pluginRegistry.ts';
import { PluginRestarter } from '../../../../runtime/daemon/pluginRestarter.ts';
import type { PluginFailure, PluginPhase } from '../../../../runtime/protocol/index.ts';
import { ManualTimers } from '../../../support/runtime/manualTimers.ts';

const crash: PluginFailure = { code: 'plugin-run-failed', message: 'Boom.' };

function bench(restart: PluginRecord['restart'] = 'onFailure') {
  const source = { file: '/p/src/plugins/A.ts', line: 1 };
  const record = new PluginRecord(
    { className: 'A', language: 'typescript', source, isShipped: false },
    true,
  );
  record.restart = restart;
  const events = new DaemonEvents();
  const timers = new ManualTimers();
  const ending = new AbortController();
  const starts: number[] = [];
  const problems: string[] = [];
  events.problem.event(({ code }) => problems.push(code));
  const show = (...phases: readonly PluginPhase[]): void => {
    for (const phase of phases) {
      record.phase = phase;
      events.plugin.fire(record.info());
    }
  };
  const run = (failure?: PluginFailure): void => {
    show({ kind: 'starting' }, { kind: 'loading' }, { kind: 'running', since: 0 });
    if (failure) show({ kind: 'failed', failure });
  };
  /** What each start by the restarter leads to. */
  const fate = { failure: crash as PluginFailure | undefined };
  new PluginRestarter({
    events,
    registry: { get: (name) => (name === 'A' ? record : undefined) },
    limits: { restarts: 3, restartWindow: 60_000, restartDelay: 1000 },
    timers,
    now: () => timers.now,
    start: () => {
      starts.push(timers.now);
      run(fate.failure);
      return Promise.resolve();
    },
    ending: ending.signal,
  });
  return { record, run, show, timers, starts, problems, fate, ending };
}

describe('PluginRestarter', () => {
  it('starts a plugin that fails at once three times more, then gives it up', async () => {
    const { run, timers, starts, problems } = bench();
    run(crash);
    await timers.advance(3_600_000);
    assert.deepEqual(starts, [1000, 3000, 7000]);
    const restarts = ['plugin-restarts', 'plugin-restarts', 'plugin-restarts'];
    assert.deepEqual(problems, [...restarts, 'plugin-given-up']);
  });

  it('never starts one that its starter does not want restarted, as in the editor', async () => {
    const { run, timers, starts, problems } = bench('never');
    run(crash);
    await timers.advance(3_600_000);
    assert.deepEqual([starts, problems, timers.count], [[], [], 0]);
  });

  it('begins anew when somebody starts a plugin that was given up', async () => {
    const { run, timers, starts } = bench();
    run(crash);
    await timers.advance(10_000);
    run(crash);
    await timers.advance(10_000);
    assert.deepEqual(starts, [1000, 3000, 7000, 11_000, 13_000, 17_000]);
  });

  it('begins anew when a plugin is reloaded, which is no restart of its own', async () => {
    const { record, run, show, timers, starts, fate } = bench();
    run(crash);
    await timers.advance(1_000);
    fate.failure = undefined;
    await timers.advance(7_000);
    assert.deepEqual([starts, record.restarts], [[1000, 3000], 2]);
    record.generation++;
    show({ kind: 'loaded' }, { kind: 'running', since: 0 });
    assert.equal(record.restarts, 2);
    show({ kind: 'failed', failure: crash });
    await timers.advance(1_000);
    assert.deepEqual(starts, [1000, 3000, 9000], 'the shortest pause');
  });

  it('lets one be that runs, that was stopped, or that fails again for certain', async () => {
    const { run, show, timers, starts, fate } = bench();
    fate.failure = undefined;
    run(crash);
    await timers.advance(600_000);
    assert.deepEqual(starts, [1000]);
    show({ kind: 'stopping' }, { kind: 'stopped' });
    run({ code: 'plugin-does-not-compile', message: 'Odd.' });
    await timers.advance(600_000);
    assert.deepEqual(starts, [1000]);
  });

  it('starts nothing any more once the daemon ends', async () => {
    const { run, timers, starts, ending } = bench();
    run(crash);
    ending.abort();
    await timers.advance(600_000);
    assert.deepEqual([starts, timers.count], [[], 0]);
  });
});
