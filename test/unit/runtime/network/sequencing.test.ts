import fc from 'fast-check';
import type { Fault, PlannedAction, PlannedServer } from './faultyRack.ts';
import { FaultyRack } from './faultyRack.ts';

const isLong = process.env['OCKLE_LONG'] === '1';
const most = isLong ? 60 : 12;

const fault = fc.oneof(
  { weight: 8, arbitrary: fc.constant<Fault>('ok') },
  { weight: 3, arbitrary: fc.constantFrom<Fault>('stuck', 'refuses', 'silent', 'slow') },
);

/** A server that needs some of those before it. */
function server(number: number): fc.Arbitrary<PlannedServer> {
  const before = fc.nat(Math.max(number - 1, 0));
  return fc.record({
    needs: number === 0 ? fc.constant([]) : fc.uniqueArray(before, { maxLength: 3 }),
    pdus: fc.array(fc.nat(3), { minLength: 1, maxLength: 2 }),
    hasControl: fc.boolean(),
    startsOn: fc.boolean(),
    faults: fc.array(fault, { maxLength: 30 }),
  });
}

const servers = fc
  .integer({ min: 1, max: most })
  .chain((count) => fc.tuple(...Array.from({ length: count }, (_, number) => server(number))));

const action: fc.Arbitrary<PlannedAction> = fc.oneof(
  {
    weight: 9,
    arbitrary: fc.record({
      verb: fc.constantFrom('turnOn' as const, 'turnOff' as const),
      server: fc.nat(most),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ verb: 'updateNetwork', server: -1 } as const) },
);

/** Several actions at a time; in between the whole network is swept up or down, as AutoControl does. */
const steps = fc.array(
  fc.oneof(
    fc.array(action, { minLength: 1, maxLength: 6 }),
    fc.constantFrom('all on' as const, 'all off' as const),
  ),
  { minLength: 1, maxLength: 8 },
);

/** Level by level, until there is nothing left that could be tried. */
async function sweep(rack: FaultyRack, verb: 'turnOn' | 'turnOff', count: number): Promise<void> {
  const { network } = rack;
  const goal = verb === 'turnOn' ? 'OK' : 'OFF';
  const isNext = (name: string): boolean =>
    network.requireServer(name).opState !== goal &&
    (verb === 'turnOn' ? network.isReadyToTurnOn(name) : network.isReadyToTurnOff(name));
  const all = Array.from({ length: count }, (_, number) => ({ verb, server: number }));
  for (let pass = 0; pass < count; pass++) {
    const ready = all.filter(({ server: number }) => isNext(`s${number}`));
    if (ready.length === 0) return;
    await rack.submitAll(ready);
  }
}

describe('Switching a rack where anything can fail', function () {
  this.timeout(isLong ? 3_600_000 : 60_000);

  it('never has something on before what it needs or off before what needs it, keeps the inrush gap, and ends', () =>
    fc.assert(
      fc.asyncProperty(servers, steps, async (planned, plannedSteps) => {
        const rack = new FaultyRack(planned);
        await rack.submitAll([{ verb: 'updateNetwork', server: -1 }]);
        for (const step of plannedSteps) {
          if (step === 'all on') await sweep(rack, 'turnOn', planned.length);
          else if (step === 'all off') await sweep(rack, 'turnOff', planned.length);
          else await rack.submitAll(step);
        }
      }),
      { numRuns: isLong ? 10_000 : 500 },
    ));

  it('judges what waits for a read when the read has ended', async () => {
    const plain = { pdus: [0], hasControl: false, startsOn: false, faults: [] };
    const rack = new FaultyRack([
      { ...plain, needs: [] },
      { ...plain, needs: [0] },
    ]);
    await rack.submitAll([{ verb: 'updateNetwork', server: -1 }]);
    await rack.submitAll([{ verb: 'turnOn', server: 0 }]);
    await rack.submitAll([
      { verb: 'updateNetwork', server: -1 },
      { verb: 'turnOff', server: 0 },
      { verb: 'turnOn', server: 1 },
    ]);
  });
});
