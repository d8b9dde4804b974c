import assert from 'node:assert/strict';
import { Journal } from '../../../../runtime/base/journal.ts';
import type { ActionRequest, Read } from '../../../../runtime/base/journal.ts';
import { ManualClock } from '../../../support/runtime/manualClock.ts';

const turnOn = (target: string, cause: number | null = null): ActionRequest => ({
  actor: { kind: 'panel' },
  cause,
  verb: 'turnOn',
  target,
  args: {},
});

const read = (target: string, value: number): Read => ({
  actor: { kind: 'plugin', plugin: 'Timer' },
  what: 'configRead',
  target,
  value,
});

describe('Journal', () => {
  const limits = { actions: 3, observed: 2, changes: 2 };

  it('numbers actions and reads in one order', () => {
    const journal = new Journal(new ManualClock());
    assert.equal(journal.write(turnOn('web1')).seq, 1);
    assert.equal(journal.observe(read('wait_time', 1)).seq, 2);
    assert.equal(journal.write(turnOn('web2')).seq, 3);
  });

  it('gives an entry its outcome', () => {
    const journal = new Journal(new ManualClock());
    const entry = journal.write(turnOn('web1'));
    journal.complete(entry, { kind: 'refused', rule: 'busy', reason: 'No.' });
    const { entries } = journal.entriesAfter(0);
    assert.deepEqual(entries, [
      { ...entry, outcome: { kind: 'refused', rule: 'busy', reason: 'No.' } },
    ]);
  });

  it('keeps the first read and each change of the value, and counts the rest', () => {
    const journal = new Journal(new ManualClock());
    for (const value of [1, 1, 1, 2, 2, 1]) journal.observe(read('wait_time', value));
    const { observations } = journal.entriesAfter(0);
    assert.deepEqual(
      observations.map(({ value, count }) => [value, count]),
      [
        [1, 3],
        [2, 2],
        [1, 1],
      ],
    );
  });

  it('never gives up an action for a read', () => {
    const journal = new Journal(new ManualClock(), limits);
    for (const target of ['a', 'b', 'c']) journal.write(turnOn(target));
    for (let value = 0; value < 100; value++) journal.observe(read(`option${value}`, value));
    const { entries, observations } = journal.entriesAfter(0);
    assert.deepEqual(
      entries.map(({ target }) => target),
      ['a', 'b', 'c'],
    );
    assert.deepEqual(
      observations.map(({ target }) => target),
      ['option98', 'option99'],
    );
  });

  it('keeps the newest actions and the newest changes of a value', () => {
    const journal = new Journal(new ManualClock(), limits);
    for (const target of ['a', 'b', 'c', 'd']) journal.write(turnOn(target));
    for (const value of [1, 2, 3]) journal.observe(read('wait_time', value));
    const { entries, observations } = journal.entriesAfter(0);
    assert.deepEqual(
      entries.map(({ target }) => target),
      ['b', 'c', 'd'],
    );
    assert.deepEqual(
      observations.map(({ value }) => value),
      [2, 3],
    );
  });

  it('finds each entry that it keeps, reads in between or not, and none that was displaced', () => {
    for (const written of [1, 2, 3, 7, 8, 9, 40]) {
      const journal = new Journal(new ManualClock(), { actions: 8, observed: 5, changes: 5 });
      const entries = Array.from({ length: written }, (_, at) => {
        for (let reads = 0; reads < at % 3; reads++) {
          journal.observe(read(`x${reads}`, at));
        }
        return journal.write(turnOn(`web${at}`));
      });
      const found = entries.filter(({ seq }) => journal.chain(seq)[0]?.seq === seq);
      assert.deepEqual(found, entries.slice(-8));
      assert.deepEqual(journal.chain((entries.at(-1)?.seq ?? 0) + 1), []);
    }
  });

  it('completes an entry that was displaced without touching the others', () => {
    const journal = new Journal(new ManualClock(), limits);
    const first = journal.write(turnOn('a'));
    for (const target of ['b', 'c', 'd']) journal.write(turnOn(target));
    journal.complete(first, { kind: 'failed', code: 'x', message: 'y' });
    assert.ok(journal.entriesAfter(0).entries.every(({ outcome }) => outcome === undefined));
  });

  it('answers what came after a number', () => {
    const journal = new Journal(new ManualClock());
    for (const target of ['a', 'b', 'c']) journal.write(turnOn(target));
    assert.deepEqual(
      journal.entriesAfter(2).entries.map(({ target }) => target),
      ['c'],
    );
  });

  it('follows the causes of an entry', () => {
    const journal = new Journal(new ManualClock());
    const first = journal.write(turnOn('a'));
    const second = journal.write(turnOn('b', first.seq));
    journal.write(turnOn('other'));
    const third = journal.write(turnOn('c', second.seq));
    assert.deepEqual(
      journal.chain(third.seq).map(({ target }) => target),
      ['c', 'b', 'a'],
    );
  });
});
