import assert from 'node:assert/strict';
import { StatesSeen } from '../../../../../extension/views/serverTree/statesSeen.ts';

describe('The time of a switch', () => {
  const start = () => {
    let now = 0;
    const seen = new StatesSeen(() => now);
    return { seen, pass: (milliseconds: number) => void (now += milliseconds) };
  };

  it('counts from when the switch was seen to begin', () => {
    const { seen, pass } = start();
    seen.note('web1', 'OFF');
    seen.note('web1', 'Switching on');
    pass(4200);
    seen.note('web1', 'Switching on');
    assert.equal(seen.secondsSwitching('web1'), 4);
    assert.deepEqual(seen.switching, ['web1']);
  });

  it('ends with the switch', () => {
    const { seen } = start();
    seen.note('web1', 'OFF');
    seen.note('web1', 'Switching on');
    seen.note('web1', 'OK');
    assert.equal(seen.secondsSwitching('web1'), undefined);
    assert.deepEqual(seen.switching, []);
  });

  it('is unknown for a switch that had begun before', () => {
    const { seen } = start();
    seen.note('web1', 'Switching on');
    assert.equal(seen.secondsSwitching('web1'), undefined);
  });
});
