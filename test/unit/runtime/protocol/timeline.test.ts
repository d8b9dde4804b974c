import assert from 'node:assert/strict';
import { Timeline } from '../../../../runtime/protocol/index.ts';

describe('Timeline', () => {
  it('keeps things in the order of their times, and of one time in the order they came', () => {
    const timeline = new Timeline<string>();
    for (const [due, item] of [
      [5, 'c'],
      [1, 'a'],
      [5, 'd'],
      [3, 'b'],
    ] as const) {
      timeline.add(due, item);
    }
    assert.equal(timeline.nextDue, 1);
    assert.deepEqual(timeline.takeAll(), ['a', 'b', 'c', 'd']);
    assert.equal(timeline.nextDue, undefined);
  });

  it('gives out what is due and no more', () => {
    const timeline = new Timeline<string>();
    timeline.add(2, 'due');
    timeline.add(3, 'not yet');
    assert.deepEqual(
      [timeline.take(1), timeline.take(2), timeline.take(2)],
      [undefined, 'due', undefined],
    );
  });

  it('forgets what was removed, once', () => {
    const timeline = new Timeline<string>();
    const first = timeline.add(1, 'same');
    timeline.add(1, 'same');
    timeline.remove(first);
    timeline.remove(first);
    assert.deepEqual(timeline.takeAll(), ['same']);
  });
});
