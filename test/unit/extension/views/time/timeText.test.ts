import assert from 'node:assert/strict';
import {
  elapsedText,
  timeDetail,
  timeStatus,
} from '../../../../../extension/views/time/timeText.ts';
import type { DaemonTime } from '../../../../../runtime/protocol/index.ts';

const time = (more: Partial<DaemonTime>): DaemonTime => ({
  mode: 'held',
  rate: 0,
  now: 41_000,
  next: 53_000,
  ...more,
});

describe('The time of a rack', () => {
  it('is told in the status bar unless it is that on the wall', () => {
    assert.equal(timeStatus(time({}), 0), 'rack frozen 00:41');
    assert.equal(timeStatus(time({ rate: 100 }), 0), 'held ×100');
    assert.equal(timeStatus(time({ mode: 'virtual', rate: 100 }), 0), 'virtual ×100');
    assert.equal(timeStatus(time({ mode: 'virtual' }), 0), 'virtual time');
    assert.equal(timeStatus(time({ mode: 'real', rate: 1 }), 0), undefined);
  });

  it('is told with what comes next', () => {
    const passed = "The rack's clock has run for 00:41.";
    assert.equal(timeDetail(time({}), 0), `${passed} The next event is in 12 s.`);
    assert.equal(timeDetail(time({ next: null }), 0), `${passed} Nobody waits for a time.`);
    assert.equal(timeDetail(time({ mode: 'virtual' }), 0), passed);
  });

  it('has hours when it needs them', () => {
    assert.equal(elapsedText(-5), '00:00');
    assert.equal(elapsedText(3_599_999), '59:59');
    assert.equal(elapsedText(90_061_000), '25:01:01');
  });
});
