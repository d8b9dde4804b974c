import assert from 'node:assert/strict';
import fc from 'fast-check';
import { RestartPolicy } from '../../../../runtime/supervision/restartPolicy.ts';

const limits = { restarts: 3, restartWindow: 60_000, restartDelay: 1000 };

/** Pauses before the restarts of a plugin that fails after running for so long each time. */
function pauses(upFor: readonly number[], given = limits): readonly (number | 'gives up')[] {
  const policy = new RestartPolicy(given);
  let now = 0;
  return upFor.map((up) => {
    now += up;
    const decision = policy.decide(now, up);
    if (decision.kind === 'giveUp') return 'gives up';
    now += decision.afterMs;
    return decision.afterMs;
  });
}

describe('RestartPolicy', () => {
  it('restarts after 1, 2 and 4 s, then gives up', () => {
    assert.deepEqual(pauses([0, 0, 0, 0]), [1000, 2000, 4000, 'gives up']);
  });

  for (const [restarts, expected] of [
    [0, ['gives up']],
    [2, [1000, 2000, 'gives up']],
    [3, [1000, 2000, 4000, 'gives up']],
    [4, [1000, 2000, 4000, 8000, 'gives up']],
  ] as const) {
    it(`restarts ${restarts} times when that is the limit`, () => {
      assert.deepEqual(
        pauses(
          expected.map(() => 0),
          { ...limits, restarts },
        ),
        expected,
      );
    });
  }

  for (const [window, last] of [
    [7000, 8000],
    [7001, 'gives up'],
    [7002, 'gives up'],
  ] as const) {
    it(`counts restarts of the last ${window} ms`, () => {
      // The first restart is at 1000 ms, the fourth failure at 8000 ms.
      const given = { ...limits, restartWindow: window };
      assert.equal(pauses([0, 0, 0, 1000], given)[3], last);
    });
  }

  for (const [upFor, next] of [
    [29_999, 2000],
    [30_000, 1000],
    [30_001, 1000],
  ] as const) {
    it(`pauses ${next / 1000} s after a plugin ran for ${upFor} ms`, () => {
      assert.deepEqual(pauses([0, upFor]), [1000, next]);
    });
  }

  it('pauses 30 s at most, unless the first pause is longer', () => {
    const many = Array.from({ length: 7 }, () => 0);
    assert.deepEqual(
      pauses(many, { ...limits, restarts: 10, restartWindow: 86_400_000 }).slice(4),
      [16_000, 30_000, 30_000],
    );
    assert.deepEqual(pauses([0], { ...limits, restartDelay: 45_000 }), [45_000]);
  });

  it('never restarts more often in a window than it may', () => {
    const up = fc.array(fc.integer({ min: 0, max: 70_000 }), { maxLength: 60 });
    fc.assert(
      fc.property(up, fc.integer({ min: 0, max: 5 }), (upFor, restarts) => {
        const policy = new RestartPolicy({ ...limits, restarts });
        const starts: number[] = [];
        let now = 0;
        for (const each of upFor) {
          now += each;
          const decision = policy.decide(now, each);
          if (decision.kind === 'giveUp') return;
          now += decision.afterMs;
          starts.push(now);
          assert.ok(starts.filter((at) => now - at < 60_000).length <= restarts);
        }
      }),
    );
  });
});
