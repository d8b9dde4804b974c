import assert from 'node:assert/strict';
import { aggregateOpState } from '../../../../runtime/network/aggregateOpState.ts';
import type { OpStateText } from '../../../../runtime/protocol/index.ts';

type States = readonly (boolean | null)[];

interface Row {
  readonly before: OpStateText;
  readonly outlets?: States;
  readonly controls?: States;
  readonly testFails?: true;
  readonly after: OpStateText;
}

const on = true;
const off = false;
const init = 'Did not initiate yet';

/** What each reading adds up to, from the state the server had. */
const rows: readonly Row[] = [
  { before: init, after: init },
  { before: 'OK', after: 'OK' },
  { before: 'Failed to start', after: 'Failed to start' },
  { before: init, outlets: [on], after: 'OK' },
  { before: init, outlets: [off], after: 'OFF' },
  { before: 'OFF', outlets: [off], after: 'OFF' },
  { before: 'OK', outlets: [off], after: 'OFF' },
  { before: 'OFF', outlets: [on, on], after: 'OK' },
  { before: 'OFF', outlets: [on, on, on], after: 'OK' },
  { before: 'OK', outlets: [off, off], after: 'OFF' },
  { before: 'OK', outlets: [on, off], after: 'Failed to start' },
  { before: 'OK', outlets: [off, on], after: 'Failed to start' },
  { before: 'OK', outlets: [on, off, on], after: 'Failed to start' },
  { before: 'Switching on', outlets: [on, off], after: 'Failed to start' },
  { before: 'OFF', outlets: [off, on], after: 'Failed to stop' },
  { before: 'Switching off', outlets: [off, on], after: 'Failed to stop' },
  { before: init, outlets: [off, on], after: init },
  { before: init, outlets: [on], controls: [on], after: 'OK' },
  { before: 'OFF', outlets: [on], controls: [on, on], after: 'OK' },
  { before: 'OK', outlets: [on], controls: [off], after: 'Failed to start' },
  { before: 'OFF', outlets: [on], controls: [off], after: 'Failed to stop' },
  { before: 'OK', outlets: [off], controls: [on], after: 'OFF' },
  { before: init, outlets: [off], controls: [null], after: 'OFF' },
  { before: init, controls: [on], after: 'OK' },
  { before: init, controls: [off], after: 'OFF' },
  { before: 'OK', controls: [on, off], after: 'Failed to start' },
  { before: 'OK', outlets: [on], testFails: true, after: 'Failed to start' },
  { before: 'OK', outlets: [off], testFails: true, after: 'OFF' },
  {
    before: 'Permanently failed to start',
    outlets: [on],
    testFails: true,
    after: 'Permanently failed to start',
  },
  {
    before: 'Permanently failed to start',
    outlets: [on, off],
    after: 'Permanently failed to start',
  },
  { before: 'Permanently failed to start', outlets: [on], after: 'OK' },
  { before: 'Permanently failed to start', outlets: [off], after: 'OFF' },
  { before: 'Permanently failed to Stop', outlets: [on, off], after: 'Permanently failed to Stop' },
  { before: 'Permanently failed to Stop', outlets: [off], after: 'OFF' },
  { before: 'Forced on', outlets: [on], after: 'Forced on' },
  { before: 'Forced on', outlets: [off], after: 'Forced on' },
  { before: 'Forced off', outlets: [off], after: 'Forced off' },
  { before: 'OK', outlets: [on, null], after: 'Unknown' },
  { before: 'OFF', outlets: [off, null], after: 'Unknown' },
  { before: 'OFF', outlets: [null], after: 'Unknown' },
  { before: 'OK', outlets: [on], controls: [null], after: 'Unknown' },
  { before: 'Unknown', outlets: [on], after: 'OK' },
  { before: 'Unknown', outlets: [off], after: 'OFF' },
  { before: 'Unknown', outlets: [on, off], after: 'Failed to stop' },
];

function list(states: States = []): string {
  return `[${states.map((state) => (state === null ? 'unknown' : state ? 'on' : 'off')).join(', ')}]`;
}

describe('A server that was read', () => {
  for (const { before, outlets, controls, testFails, after } of rows) {
    const test = testFails ? ', a test failed' : '';
    it(`${before}, outlets ${list(outlets)}, controls ${list(controls)}${test} → ${after}`, () => {
      const devices = { outlets: outlets ?? [], controls: controls ?? [] };
      assert.equal(aggregateOpState(before, devices, !testFails), after);
    });
  }
});
