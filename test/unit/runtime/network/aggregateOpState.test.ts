import assert from 'node:assert/strict';
import { aggregateOpState } from '../../../../runtime/network/aggregateOpState.ts';
import type { OpStateText } from '../../../../runtime/protocol/index.ts';

type States = readonly (boolean | null)[];

const on = true;
const off = false;
const rows: readonly (readonly [
  previous: OpStateText,
  states: States,
  tests: boolean,
  OpStateText,
])[] = [
  ['OK', [], true, 'OK'],
  ['Did not initiate yet', [on], true, 'OK'],
  ['Did not initiate yet', [off], true, 'OFF'],
  ['OFF', [off], true, 'OFF'],
  ['OFF', [on, on], true, 'OK'],
  ['OK', [off, off], true, 'OFF'],
  ['OK', [on, off], true, 'Failed to start'],
  ['OK', [on, off, on], true, 'Failed to start'],
  ['OFF', [off, on], true, 'Failed to stop'],
  ['Did not initiate yet', [off, on], true, 'Did not initiate yet'],
  ['OK', [on], false, 'Failed to start'],
  ['Permanently failed to start', [on], false, 'Permanently failed to start'],
  ['Permanently failed to start', [on], true, 'OK'],
  ['Permanently failed to Stop', [on, off], true, 'Permanently failed to Stop'],
  ['Permanently failed to Stop', [off], true, 'OFF'],
  ['Forced on', [on], true, 'Forced on'],
  ['Forced off', [off], true, 'Forced off'],
  ['OK', [on, null], true, 'Unknown'],
];

describe('aggregateOpState', () => {
  for (const [previous, states, testsPassed, expected] of rows) {
    const devices = states.map((state) => (state === null ? 'unknown' : state ? 'on' : 'off'));
    const name = `${previous}, [${devices.join(', ')}]${testsPassed ? '' : ', test failed'}`;
    it(`${name} → ${expected}`, () => {
      assert.equal(aggregateOpState(previous, states, testsPassed), expected);
    });
  }
});
