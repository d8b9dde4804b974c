import assert from 'node:assert/strict';
import { allTargets, targetsOfRow } from '../../../../../extension/views/faults/faultTargets.ts';
import {
  durationText,
  faultText,
  readDuration,
} from '../../../../../extension/views/faults/faultWords.ts';
import { liveServer } from '../../../../../extension/views/serverTree/treeServer.ts';
import { outlet, server } from '../serverTree/treeFixtures.ts';

const db1 = liveServer(
  server('db1', {
    outlets: [outlet('psu1'), outlet('psu2', { generator: 'rackB' })],
    tests: [{ name: 'answers', type: 'Dummy', generator: 'pinger', opState: 'SUCCEEDED' }],
  }),
);
const labels = (targets: readonly { readonly label: string }[]): readonly string[] =>
  targets.map(({ label }) => label);

describe('What can have a fault', () => {
  it('is an outlet, or the whole PDU it is on', () => {
    const place = {
      kind: 'outlet',
      project: '/p',
      server: 'db1',
      name: 'psu1',
      repeat: 0,
    } as const;
    const targets = targetsOfRow(place, db1);
    assert.deepEqual(labels(targets), ['psu1', 'All of rackA']);
    assert.deepEqual(targets[0]?.targets, ['db1/psu1']);
    assert.deepEqual(targets[1]?.targets, ['rackA']);
    assert(!targets[0].kinds.includes('testerLies'));
  });

  it('is a test, which can lie', () => {
    const place = {
      kind: 'test',
      project: '/p',
      server: 'db1',
      name: 'answers',
      repeat: 0,
    } as const;
    assert(targetsOfRow(place, db1).every(({ kinds }) => kinds[0] === 'testerLies'));
  });

  it('is all of a server, and each part of it', () => {
    const targets = targetsOfRow({ kind: 'server', project: '/p', server: 'db1' }, db1);
    assert.deepEqual(labels(targets), [
      'All 2 outlets of db1',
      'psu1',
      'psu2',
      'answers',
      'All of rackA',
      'All of rackB',
      'All of pinger',
    ]);
    assert.deepEqual(targets[0]?.targets, ['db1/psu1', 'db1/psu2']);
  });

  it('is everything there is, whole devices first', () => {
    assert.deepEqual(labels(allTargets([db1])).slice(0, 4), [
      'All of rackA',
      'All of rackB',
      'All of pinger',
      'db1/psu1',
    ]);
  });

  it('is nothing that is not simulated', () => {
    const real = liveServer(server('a', { outlets: [outlet('x', { type: 'Raritan' })] }));
    assert.deepEqual(targetsOfRow({ kind: 'server', project: '/p', server: 'a' }, real), []);
    assert.deepEqual(allTargets([real]), []);
  });

  it('is nothing when the row is gone', () => {
    const gone = { kind: 'outlet', project: '/p', server: 'db1', name: 'x', repeat: 0 } as const;
    assert.deepEqual(targetsOfRow(gone, db1), []);
  });
});

describe('A fault in words', () => {
  it('says how long and which calls', () => {
    assert.equal(faultText({ kind: 'stuck' }), 'stuck');
    assert.equal(faultText({ kind: 'slow', ms: 250, nth: 2 }), 'slow 250 ms, 2nd call only');
    assert.equal(faultText({ kind: 'drops', probability: 0.125 }), 'drops, 12.5 % of calls');
    assert.equal(faultText({ kind: 'away', nth: 113 }), 'away, 113th call only');
  });

  it('reads back the durations it shows', () => {
    for (const ms of [1, 250, 1_500, 5_000, 60_000, 3_600_000])
      assert.equal(readDuration(durationText(ms)), ms);
    assert.equal(durationText(90_000), '1 min 30 s');
    assert.equal(readDuration('2'), 2_000);
    for (const text of ['', 'x', '1 year', '1 h 2 min', '-1 s'])
      assert.equal(readDuration(text), undefined);
  });
});
