import assert from 'node:assert/strict';
import { isLaunch, problemOfLaunch } from '../../../../extension/debug/readLaunch.ts';

const complete = { project: '/project', plugins: ['Rota'] };

describe('The arguments of a launch', () => {
  for (const given of [
    complete,
    { ...complete, plugins: 'all' },
    { ...complete, time: 'real' },
    { ...complete, time: 'virtual', seed: 1 },
    { ...complete, time: 'held', seed: 0, faults: '/project/faults.json' },
  ]) {
    it(`may be ${JSON.stringify(given)}`, () => {
      assert.equal(problemOfLaunch(given), undefined);
      assert.equal(isLaunch(given), true);
    });
  }

  for (const [given, named] of [
    [undefined, '"project"'],
    [{ ...complete, project: '' }, '"project"'],
    [{ ...complete, plugins: [] }, '"plugins"'],
    [{ ...complete, plugins: 'Rota' }, '"plugins"'],
    [{ ...complete, plugins: [1] }, '"plugins"'],
    [{ ...complete, time: 'fast' }, '"time"'],
    [{ ...complete, time: 'virtual', seed: -1 }, '"seed"'],
    [{ ...complete, time: 'virtual', seed: 1e9 }, '"seed"'],
    [{ ...complete, seed: 1 }, '"seed" needs "time"'],
    [{ ...complete, time: 'real', seed: 1 }, '"seed" needs "time"'],
    [{ ...complete, faults: 3 }, '"faults"'],
  ] as const) {
    it(`cannot be ${JSON.stringify(given)}, and the message names ${named}`, () => {
      assert.ok(problemOfLaunch(given)?.startsWith(named), problemOfLaunch(given));
    });
  }
});
