import assert from 'node:assert/strict';
import { CodedError } from '../../../../runtime/base/codedError.ts';
import type { GateRule } from '../../../../runtime/base/gate.ts';
import { Gate } from '../../../../runtime/base/gate.ts';
import { generationRule } from '../../../../runtime/base/generationRule.ts';
import { Journal } from '../../../../runtime/base/journal.ts';
import type { Actor } from '../../../../runtime/protocol/index.ts';
import { ManualClock } from '../../../support/runtime/manualClock.ts';

const done = { requested: 'OK', observed: 'OK', before: 'OFF', after: 'OK' };

function openGate(rules: readonly GateRule[] = []) {
  const clock = new ManualClock();
  const journal = new Journal(clock);
  return { clock, journal, gate: new Gate(journal, clock, rules) };
}

function turnOn(actor: Actor = { kind: 'panel' }) {
  return { actor, cause: null, verb: 'turnOn', target: 'web1', args: {} } as const;
}

describe('Gate', () => {
  it('writes the entry before the action, and its outcome after it', async () => {
    const { clock, journal, gate } = openGate();
    const outcome = await gate.submit(turnOn(), async (entry) => {
      assert.deepEqual(journal.entriesAfter(0).entries, [entry]);
      await clock.advance(250);
      return done;
    });
    assert.deepEqual(outcome, { kind: 'done', ...done, ms: 250 });
    assert.deepEqual(journal.entriesAfter(0).entries[0]?.outcome, outcome);
  });

  it('asks its rules in order and tells which one refused', async () => {
    const asked: string[] = [];
    const rule = (name: string, allow: boolean): GateRule => ({
      name,
      check: () => {
        asked.push(name);
        return allow ? { allow } : { allow, reason: `${name} says no` };
      },
    });
    const { journal, gate } = openGate([rule('a', true), rule('b', false), rule('c', true)]);
    const outcome = await gate.submit(turnOn(), () => assert.fail('must not be done'));
    assert.deepEqual(outcome, { kind: 'refused', rule: 'b', reason: 'b says no' });
    assert.deepEqual(asked, ['a', 'b']);
    assert.deepEqual(journal.entriesAfter(0).entries[0]?.outcome, outcome);
  });

  it('judges a request after what it has to wait for, with no wait in between', async () => {
    const read = Promise.withResolvers<undefined>();
    let underWay: Promise<undefined> | undefined = read.promise;
    let isAllowed = true;
    const rule: GateRule = {
      name: 'busy',
      until: () => underWay,
      check: () => (isAllowed ? { allow: true } : { allow: false, reason: 'no longer' }),
    };
    const { gate } = openGate([rule]);
    const first = gate.submit(turnOn(), () => {
      isAllowed = false;
      return done;
    });
    const second = gate.submit(turnOn(), () => assert.fail('must not be done'));
    underWay = undefined;
    read.resolve(undefined);
    assert.equal((await first).kind, 'done');
    assert.deepEqual(await second, { kind: 'refused', rule: 'busy', reason: 'no longer' });
  });

  it('is settled when what passed it before has ended, whatever came later', async () => {
    const { gate } = openGate();
    await gate.settled();
    const actions = [1, 2, 3].map(() => Promise.withResolvers<typeof done>());
    const [first, second, third] = actions.map(({ promise }) =>
      gate.submit(turnOn(), () => promise),
    );
    let isSettled = false;
    const settled = gate.settled().then(() => (isSettled = true));
    const later = gate.submit(turnOn(), () => new Promise<never>(() => undefined));
    actions[0]?.resolve(done);
    actions[1]?.reject(new Error('no rack'));
    await Promise.all([first, second]);
    assert.equal(isSettled, false);
    actions[2]?.resolve(done);
    await Promise.all([third, settled]);
    assert.ok(later instanceof Promise);
  });

  it('makes an error an outcome with its code', async () => {
    const { gate } = openGate();
    const outcome = await gate.submit(turnOn(), () => {
      throw new CodedError('server-busy', 'web1 is busy.');
    });
    assert.deepEqual(outcome, { kind: 'failed', code: 'server-busy', message: 'web1 is busy.' });
  });

  it('refuses what an old generation asks', async () => {
    const { gate } = openGate([generationRule((plugin) => (plugin === 'Timer' ? 2 : undefined))]);
    const ask = async (generation: number) => {
      const actor: Actor = { kind: 'plugin', plugin: 'Timer', generation };
      return (await gate.submit(turnOn(actor), () => done)).kind;
    };
    assert.equal(await ask(1), 'refused');
    assert.equal(await ask(2), 'done');
  });

  it('answers long values whole and keeps their length only', async () => {
    const { journal, gate } = openGate();
    const long = 'x'.repeat(100_000);
    const args = { text: long };
    const request = { ...turnOn(), args };
    const outcome = await gate.submit(request, () => ({ ...done, observed: long }));
    assert.equal(outcome.kind === 'done' && outcome.observed, long);
    const [entry] = journal.entriesAfter(0).entries;
    assert.deepEqual(entry?.args, { omitted: 100_011 });
    assert.ok(entry.outcome?.kind === 'done');
    assert.deepEqual(entry.outcome.observed, { omitted: 100_002 });
  });
});
