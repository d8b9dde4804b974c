import assert from 'node:assert/strict';
import { CodedError } from '../../../../runtime/base/codedError.ts';
import {
  makeOutlet,
  makeControl,
  makeTest,
  deviceDocs,
} from '../../../../runtime/devices/deviceTypes.ts';
import { RackFaults } from '../../../../runtime/network/rackFaults.ts';
import { ServerNetwork } from '../../../../runtime/network/serverNetwork.ts';
import type { FaultRule } from '../../../../runtime/protocol/index.ts';
import { isSimulatedType } from '../../../../runtime/protocol/index.ts';
import { settled } from '../../../support/runtime/manualClock.ts';
import { deviceMs, makeFaultBench } from './faultBench.ts';
import { spec } from './testServer.ts';

const psu = 'db/psu1';

describe('A fault of the simulated rack', () => {
  it('stuck: takes what it is told and stays as it is, until it is removed', async () => {
    const { faults, outlet } = makeFaultBench();
    const { id } = faults.add({ target: psu, kind: 'stuck' });
    assert.equal(await outlet(psu).setState(true), false);
    assert.equal(outlet(psu).state, false);
    assert.equal(faults.remove(id).info.hits, 1);
    assert.equal(await outlet(psu).setState(true), true);
  });

  it('lying: reads as the opposite, and is what it was told to be', async () => {
    const { faults, control } = makeFaultBench();
    const { id } = faults.add({ target: 'halt', kind: 'lying' });
    assert.equal(await control('db/soft').updateState(), false);
    assert.equal(await control('db/soft').setState(false), false);
    faults.remove(id);
    assert.equal(await control('db/soft').updateState(), false);
  });

  it('slow: takes longer by the daemon’s clock, and holds up what shares its PDU', async () => {
    const { faults, outlet, timed } = makeFaultBench();
    faults.add({ target: psu, kind: 'slow', ms: 3_000 });
    const first = timed(outlet(psu).updateState());
    const second = timed(outlet('web/psu1').updateState());
    assert.deepEqual(await first, { answer: false, ms: 3_000 });
    assert.deepEqual(await second, { answer: false, ms: 3_000 });
  });

  it('slow: too long is no answer', async () => {
    const { faults, outlet, timed } = makeFaultBench();
    faults.add({ target: psu, kind: 'slow', ms: deviceMs });
    const { answer, ms } = await timed(outlet(psu).updateState());
    assert.ok(answer instanceof CodedError && answer.code === 'device-silent');
    assert.equal(ms, deviceMs);
    assert.equal(outlet(psu).state, null);
  });

  it('slow: several add up', async () => {
    const { faults, test, timed } = makeFaultBench();
    faults.add({ target: 'db/answers', kind: 'slow', ms: 1_000 });
    faults.add({ target: 'probe', kind: 'slow', ms: 500 });
    assert.deepEqual(await timed(test('db/answers').runTest()), { answer: true, ms: 1_500 });
    assert.deepEqual(await timed(test('web/answers').runTest()), { answer: true, ms: 500 });
  });

  it('flapping: goes on and off by itself, and stays as it is when that ends', async () => {
    const { faults, outlet, clock } = makeFaultBench();
    const { id } = faults.add({ target: psu, kind: 'flapping', ms: 1_000 });
    const seen: boolean[] = [];
    for (let second = 0; second < 4; second++) {
      seen.push(await outlet(psu).updateState());
      await clock.wait(1_000);
    }
    assert.deepEqual(seen, [false, true, false, true]);
    await clock.wait(1_000);
    assert.equal(faults.remove(id).info.hits, 5);
    await clock.wait(1_000);
    assert.equal(await outlet(psu).updateState(), true);
  });

  it('flapping: follows what it is told until its next turn', async () => {
    const { faults, outlet, clock } = makeFaultBench();
    faults.add({ target: psu, kind: 'flapping', ms: 1_000 });
    await clock.wait(500);
    assert.equal(await outlet(psu).setState(true), true);
    await clock.wait(500);
    assert.equal(await outlet(psu).updateState(), false);
  });

  it('drops: fails at once, switches nothing and leaves the state unknown', async () => {
    const { faults, outlet, test, timed } = makeFaultBench();
    const { id } = faults.add({ target: psu, kind: 'drops' });
    const { answer, ms } = await timed(outlet(psu).setState(true));
    assert.ok(answer instanceof CodedError && answer.code === 'connection-lost');
    assert.equal(ms, 0);
    assert.equal(outlet(psu).state, null);
    faults.remove(id);
    assert.equal(await outlet(psu).updateState(), false);
    faults.add({ target: 'db/answers', kind: 'drops' });
    await assert.rejects(test('db/answers').runTest(), { code: 'connection-lost' });
    assert.equal(test('db/answers').opState, 'FAILED');
  });

  it('away: a PDU answers for none of its outlets, and others answer as ever', async () => {
    const { faults, network, timed } = makeFaultBench();
    faults.add({ target: 'rackA', kind: 'away' });
    const { answer, ms } = await timed(network.updateNetwork({ runTests: false }));
    assert.deepEqual(answer, [
      'db: psu1: rackA did not answer within 10 s.',
      'web: psu1: rackA did not answer within 10 s.',
    ]);
    assert.equal(ms, deviceMs);
    const states = network
      .getSortedNodeList()
      .flatMap((node) => node.outlets.map(({ state }) => state));
    assert.deepEqual(states, [null, false, null]);
  });

  it('away: one outlet of a PDU only', async () => {
    const { faults, outlet, timed } = makeFaultBench();
    faults.add({ target: psu, kind: 'away' });
    const gone = timed(outlet(psu).updateState());
    const there = timed(outlet('web/psu1').updateState());
    assert.ok((await gone).answer instanceof CodedError);
    assert.equal((await there).answer, false);
  });

  it('away: what waits for an answer gets it when the fault is removed', async () => {
    const { faults, outlet, timed } = makeFaultBench();
    const { id } = faults.add({ target: 'rackA', kind: 'away' });
    const first = timed(outlet(psu).setState(true));
    const second = timed(outlet('web/psu1').updateState());
    faults.remove(id);
    assert.deepEqual(await first, { answer: true, ms: 0 });
    assert.deepEqual(await second, { answer: false, ms: 0 });
  });

  it('away: gives up at once what nobody waits for any more', async () => {
    const { faults, outlet } = makeFaultBench();
    faults.add({ target: 'rackA', kind: 'away' });
    const given = new AbortController();
    const asked = outlet(psu).updateState(given.signal);
    given.abort();
    await assert.rejects(asked, { code: 'aborted' });
    await settled();
  });

  it('testerLies: passes where it should fail', async () => {
    const { faults, test } = makeFaultBench();
    const { id } = faults.add({ target: 'probe', kind: 'testerLies' });
    assert.equal(await test('db/answers').runTest(), false);
    assert.equal(test('db/answers').opState, 'FAILED');
    faults.remove(id);
    assert.equal(await test('db/answers').runTest(), true);
  });

  it('strikes the nth call only, counted from when it begins', async () => {
    const { faults, outlet } = makeFaultBench();
    await outlet(psu).updateState();
    faults.add({ target: psu, kind: 'lying', nth: 2 });
    const seen = [];
    for (let read = 0; read < 4; read++) seen.push(await outlet(psu).updateState());
    assert.deepEqual(seen, [false, true, false, false]);
  });

  it('can come with others: the first that ends a call ends it', async () => {
    const { faults, outlet, timed } = makeFaultBench();
    faults.add({ target: psu, kind: 'slow', ms: 400 });
    faults.add({ target: 'rackA', kind: 'drops' });
    const { answer, ms } = await timed(outlet(psu).updateState());
    assert.ok(answer instanceof CodedError && answer.code === 'connection-lost');
    assert.equal(ms, 400);
  });

  it('with a stuck relay and a lying read-back looks as if all were well', async () => {
    const { faults, outlet } = makeFaultBench();
    faults.add({ target: psu, kind: 'stuck' });
    faults.add({ target: psu, kind: 'lying' });
    assert.equal(await outlet(psu).setState(true), true);
  });
});

/** Which of so many reads were struck. */
async function strikes(
  seed: number,
  rules: readonly FaultRule[],
  others = 0,
): Promise<readonly boolean[]> {
  const { faults, outlet } = makeFaultBench();
  faults.seed = seed;
  for (const rule of rules) faults.add(rule);
  const seen: boolean[] = [];
  for (let read = 0; read < 64; read++) {
    for (let other = 0; other < others; other++) await outlet('db/psu2').updateState();
    seen.push(await outlet(psu).updateState());
  }
  return seen;
}

const half: FaultRule = { target: psu, kind: 'lying', probability: 0.5 };

describe('Chances of faults', () => {
  it('are the same for the same seed, and others for another one', async () => {
    const first = await strikes(7, [half]);
    assert.deepEqual(await strikes(7, [half]), first);
    assert.notDeepEqual(await strikes(8, [half]), first);
  });

  it('are those of one target alone, whatever is asked of others and fails there', async () => {
    const other: FaultRule = { ...half, target: 'rackB' };
    assert.deepEqual(await strikes(7, [other, half], 3), await strikes(7, [half]));
  });

  it('strike about as often as they should', async () => {
    const rare = await strikes(3, [{ ...half, probability: 0.1 }]);
    const often = await strikes(3, [{ ...half, probability: 0.9 }]);
    assert.ok(rare.filter(Boolean).length < 20);
    assert.ok(often.filter(Boolean).length > 44);
  });

  it('begin anew with a seed', async () => {
    const { faults, outlet } = makeFaultBench();
    const runs: string[] = [];
    faults.add(half);
    for (let run = 0; run < 2; run++) {
      faults.seed = 5;
      const seen: boolean[] = [];
      for (let read = 0; read < 32; read++) seen.push(await outlet(psu).updateState());
      runs.push(seen.join());
    }
    assert.equal(runs[0], runs[1]);
  });
});

describe('Faults that cannot be', () => {
  for (const [rule, code, message] of [
    [{ target: 'rackZ', kind: 'away' }, 'fault-target-unknown', /There is no "rackZ"/],
    [{ target: 'db/psu9', kind: 'away' }, 'fault-target-unknown', /Write server\/object/],
    [{ target: 'db', kind: 'away' }, 'fault-target-unknown', /as db\/object/],
    [{ target: psu, kind: 'testerLies' }, 'fault-kind-unfit', /which only tests can have/],
    [{ target: 'probe', kind: 'stuck' }, 'fault-kind-unfit', /only outlets and controls/],
    [{ target: 'db/pings', kind: 'testerLies' }, 'fault-not-simulated', /type Ping/],
    [{ target: 'ping', kind: 'away' }, 'fault-not-simulated', /nothing is pretended/],
    [{ target: psu, kind: 'slow', ms: 0 }, 'fault-out-of-range', /from 1 to 86400000/],
    [{ target: psu, kind: 'flapping', ms: 99 }, 'fault-out-of-range', /from 100 to/],
    [{ target: psu, kind: 'away', ms: 5 }, 'fault-out-of-range', /has no ms/],
    [{ target: psu, kind: 'drops', nth: 0 }, 'fault-out-of-range', /nth cannot be 0/],
    [{ target: psu, kind: 'drops', nth: 1.5 }, 'fault-out-of-range', /nth cannot be 1.5/],
    [{ target: psu, kind: 'drops', probability: 0 }, 'fault-out-of-range', /above 0/],
    [{ target: psu, kind: 'drops', probability: NaN }, 'fault-out-of-range', /at most 1/],
    [{ target: psu, kind: 'flapping', nth: 1 }, 'fault-out-of-range', /has no nth/],
    [{ target: psu, kind: 'flapping', probability: 1 }, 'fault-out-of-range', /no probability/],
  ] as const) {
    it(`are refused: ${JSON.stringify(rule)}`, () => {
      const { faults } = makeFaultBench();
      assert.throws(() => faults.add(rule), { code, message });
      assert.deepEqual(faults.held.faults, []);
    });
  }

  it('are refused when there are too many', () => {
    const { faults } = makeFaultBench();
    const many = Array.from({ length: 1_001 }, () => half);
    assert.throws(() => faults.check(many), { code: 'fault-out-of-range' });
    assert.throws(() => faults.remove(1), { code: 'fault-unknown' });
  });
});

describe('Faults after a restart', () => {
  it('go on where they were, with their numbers, hits and calls', async () => {
    const before = makeFaultBench();
    before.faults.add({ target: psu, kind: 'lying', nth: 2 });
    before.faults.add({ target: 'rackB', kind: 'drops' });
    await before.outlet(psu).updateState();
    const after = makeFaultBench();
    assert.deepEqual(after.faults.takeOver(before.faults.held), []);
    assert.equal(await after.outlet(psu).updateState(), true);
    const { faults } = after.faults.held;
    assert.deepEqual(
      faults.map(({ info }) => info),
      [
        { target: psu, kind: 'lying', nth: 2, id: 1, hits: 1 },
        { target: 'rackB', kind: 'drops', id: 2, hits: 0 },
      ],
    );
    assert.equal(after.faults.add(half).id, 3);
  });

  it('end where nothing is left for them', () => {
    const { faults, surroundings } = makeFaultBench();
    faults.add({ target: psu, kind: 'away' });
    const left = new RackFaults(new ServerNetwork(), surroundings);
    const codes = left.takeOver(faults.held).map(({ code }) => code);
    assert.deepEqual([codes, left.held.faults], [['fault-target-unknown'], []]);
  });
});

describe('Types of devices', () => {
  for (const [kind, make] of [
    ['outlets', makeOutlet],
    ['controllers', makeControl],
    ['testers', makeTest],
  ] as const) {
    it(`of ${kind} are simulated where the table says so`, () => {
      for (const type of Object.keys(deviceDocs[kind])) {
        const { device } = make(type, spec('one', { hostname: 'localhost' }));
        assert.equal(device.isSimulated, isSimulatedType(type), type);
      }
    });
  }
});
