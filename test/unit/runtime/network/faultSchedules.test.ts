import fc from 'fast-check';
import type { RackEvent } from './randomRack.ts';
import { RandomRack } from './randomRack.ts';

const isLong = process.env['OCKLE_LONG'] === '1';
const most = isLong ? 60 : 12;

/** For each server the numbers of those it needs. */
const needs = fc
  .integer({ min: 1, max: most })
  .chain((count) =>
    fc.tuple(
      ...Array.from({ length: count }, (_, number) =>
        number === 0
          ? fc.constant<readonly number[]>([])
          : fc.uniqueArray(fc.nat(number - 1), { maxLength: 3 }),
      ),
    ),
  );

const often = { probability: fc.double({ min: 0.01, max: 1, noNaN: true }) };
const calls = fc.record({ ...often, nth: fc.integer({ min: 1, max: 5 }) }, { requiredKeys: [] });

const rule = fc.oneof(
  fc
    .tuple(fc.constantFrom('stuck', 'lying', 'drops', 'away', 'testerLies'), calls)
    .map(([kind, more]) => ({ kind, ...more })),
  fc
    .tuple(fc.integer({ min: 1, max: 8_000 }), calls)
    .map(([ms, more]) => ({ kind: 'slow' as const, ms, ...more })),
  fc.integer({ min: 100, max: 8_000 }).map((ms) => ({ kind: 'flapping' as const, ms })),
);

const event: fc.Arbitrary<RackEvent> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      kind: fc.constantFrom('turnOn', 'turnOff', 'updateNetwork'),
      server: fc.nat(most),
    }),
  },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('fault'), rule, target: fc.nat(100) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('mend'), fault: fc.nat(20) }) },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('pass'), ms: fc.nat(20_000) }) },
);

describe('A simulated rack whose faults come and go', function () {
  this.timeout(isLong ? 3_600_000 : 60_000);

  it('switches nothing on before what it needs is on, ends all that was begun, and recovers', () =>
    fc.assert(
      fc.asyncProperty(
        needs,
        fc.array(event, { minLength: 5, maxLength: 40 }),
        fc.nat(1000),
        async (planned, events, seed) => {
          const rack = new RandomRack(planned, seed);
          for (const each of events) await rack.take(each);
          await rack.end();
          await rack.recover();
        },
      ),
      { numRuns: isLong ? 10_000 : 200 },
    ));
});
