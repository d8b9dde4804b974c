import assert from 'node:assert/strict';
import type { ServerTreeModel } from '../../../../../extension/views/serverTree/serverTreeModel.ts';
import { drawn, liveModel, outlet, server, text } from './treeFixtures.ts';

const rack = [
  server('router'),
  server('db1', {
    dependencies: ['router'],
    outlets: [outlet('psu1'), outlet('psu2', { generator: 'rackB' })],
  }),
  server('web1', { dependencies: ['db1'], outlets: [outlet('main')] }),
  server('mail', { dependencies: ['router'] }),
];

const filtered = (filter: string): ServerTreeModel => liveModel(rack, { filter });

describe('A filter of the server tree', () => {
  it('leaves what it finds, and the way to it', () => {
    assert.equal(
      drawn(filtered('WEB')),
      text`
        ✔ router  OK
          ✔ db1  OK · 2 outlets
            ✔ web1  OK
              ⏻ main  ON · rackA
      `,
    );
  });

  it('finds outlets by their names and devices', () => {
    assert.equal(
      drawn(filtered('rackb')),
      text`
        ✔ router  OK
          ✔ db1  OK · 2 outlets
            ⏻ psu2  ON · rackB
      `,
    );
  });

  it('wants every word', () => {
    assert.deepEqual(filtered('db1 rackb').counts, { all: 4, matches: 1 });
    assert.deepEqual(filtered('mail rackb').counts, { all: 4, matches: 0 });
    assert.equal(drawn(filtered('nothing')), '');
  });

  it('unfolds what it found, however large the tree', () => {
    const many = Array.from({ length: 200 }, (_, index) =>
      server(`s${index}`, { dependencies: index > 0 ? ['s0'] : [] }),
    );
    const model = liveModel(many, { filter: 's77' });
    const [root = ''] = model.roots;
    assert.equal(model.row(root)!.expansion, 'expanded');
    assert.equal(model.childrenOf(root).length, 1);
  });
});

describe('A pinned server', () => {
  it('stands on top with all below it, and nowhere else', () => {
    const model = liveModel(rack, { pinned: new Set(['db1']) });
    assert.equal(
      drawn(model),
      text`
        ✔ db1  OK · 2 outlets · needs router · pinned
          ✔ web1  OK
            ⏻ main  ON · rackA
          ⏻ psu1  ON · rackA
          ⏻ psu2  ON · rackB
          → router  OK · also needed
        ✔ router  OK
          ✔ mail  OK
      `,
    );
    assert.match(model.row(model.roots[0]!)!.contextValue, /\bpinned\b/);
  });

  it('that is gone changes nothing', () => {
    const pinned = new Set(['nowhere']);
    assert.equal(drawn(liveModel(rack, { pinned })), drawn(liveModel(rack)));
  });
});

describe('The way up from a row', () => {
  it('leads to the top', () => {
    const model = liveModel(rack);
    const ids: string[] = [];
    const [root = ''] = model.roots;
    const deepest = model.childrenOf(model.childrenOf(model.childrenOf(root)[0]!)[0]!)[0];
    for (let at = deepest; at !== undefined; at = model.parentOf(at)) ids.push(at);
    assert.deepEqual(ids, [
      '%2Fp/outlet/web1/main/0',
      '%2Fp/server/web1',
      '%2Fp/server/db1',
      '%2Fp/server/router',
    ]);
  });
});
