import assert from 'node:assert/strict';
import type { PluginFailure, PluginPhase } from '../../../../runtime/protocol/index.ts';
import { nextPhase, type PhaseEvent } from '../../../../runtime/supervision/pluginPhase.ts';

const failure: PluginFailure = { code: 'plugin-exited', message: 'It ended.' };
const starting: PluginPhase = { kind: 'starting' };

function walk(...events: readonly PhaseEvent[]): string {
  return events.reduce<PluginPhase>(nextPhase, starting).kind;
}

describe('nextPhase', () => {
  it('walks from start to stop', () => {
    assert.equal(walk({ kind: 'loadBegan' }), 'loading');
    assert.equal(walk({ kind: 'loadBegan' }, { kind: 'waitingForDebugger' }), 'waitingForDebugger');
    const loaded: PhaseEvent[] = [{ kind: 'loadBegan' }, { kind: 'loaded' }];
    assert.equal(walk(...loaded), 'loaded');
    assert.equal(walk(...loaded, { kind: 'runBegan', now: 5 }), 'running');
    const stopping: PhaseEvent[] = [...loaded, { kind: 'stopBegan' }];
    assert.equal(walk(...stopping), 'stopping');
    assert.equal(walk(...stopping, { kind: 'gone', failure }), 'stopped');
  });

  it('keeps the failure that came first', () => {
    const first: PluginFailure = { code: 'plugin-run-failed', message: 'First.' };
    const failed = nextPhase(starting, { kind: 'failed', failure: first });
    assert.deepEqual(nextPhase(failed, { kind: 'gone', failure }), {
      kind: 'failed',
      failure: first,
    });
    assert.equal(nextPhase(failed, { kind: 'stopBegan' }), failed);
  });

  it('takes an end that nobody asked for as a failure', () => {
    assert.deepEqual(nextPhase(starting, { kind: 'gone', failure }), { kind: 'failed', failure });
  });

  it('does not come back to life after stop', () => {
    const stopping: PluginPhase = { kind: 'stopping' };
    for (const event of [
      { kind: 'loaded' },
      { kind: 'runBegan', now: 1 },
      { kind: 'failed', failure },
    ] as const) {
      assert.equal(nextPhase(stopping, event), stopping);
    }
  });
});
