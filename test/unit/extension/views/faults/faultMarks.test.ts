import assert from 'node:assert/strict';
import { FaultMarks } from '../../../../../extension/views/faults/faultMarks.ts';
import { ShownTree } from '../../../../../extension/views/serverTree/shownTree.ts';
import type { FaultInfo } from '../../../../../runtime/protocol/index.ts';
import { drawn, liveModel, outlet, server, text } from '../serverTree/treeFixtures.ts';

const fault = (id: number, target: string, more: Partial<FaultInfo> = {}): FaultInfo => ({
  id,
  target,
  kind: 'stuck',
  hits: 0,
  ...more,
});

const rack = [
  server('db1', { outlets: [outlet('psu1'), outlet('psu2', { generator: 'rackB' })] }),
  server('web1', { outlets: [outlet('main', { generator: 'rackB', state: false })] }),
];

function struck(...all: readonly FaultInfo[]): FaultMarks {
  const faults = new FaultMarks();
  faults.replace(all);
  return faults;
}

describe('Faults in the server tree', () => {
  it('are marked in words and shape on what they strike, and listed on top', () => {
    const faults = struck(
      fault(1, 'db1/psu1', { hits: 3 }),
      fault(2, 'rackB', { kind: 'slow', ms: 5_000, probability: 0.5, hits: 1 }),
    );
    assert.equal(
      drawn(liveModel(rack, { faults })),
      text`
        zap Faults  2 in the simulated rack · 4 hits
          zap Stuck  db1/psu1 · 3 hits
          zap Slow 5 s, 50 % of calls  rackB · 1 hit
        ✔ db1  OK · 2 outlets · 2 faults
          zap psu1  ON · fault: stuck · rackA
          zap psu2  ON · fault: slow · rackB
        ✔ web1  OK · 1 fault
          zap main  OFF · fault: slow · rackB
      `,
    );
  });

  it('of one outlet are told together', () => {
    const both = struck(fault(1, 'web1/main'), fault(2, 'rackB', { kind: 'away' }));
    const lines = drawn(liveModel(rack, { faults: both })).split('\n');
    assert.equal(lines.at(-1), '  zap main  OFF · faults: stuck, away · rackB');
  });

  it('are told to a screen reader', () => {
    const faults = struck(fault(1, 'web1/main'));
    const model = liveModel(rack, { faults });
    const web1 = model.roots.at(-1)!;
    const main = model.row(model.childrenOf(web1)[0]!)!;
    assert.equal(main.accessibilityLabel, 'main, outlet, OFF, fault: stuck, rackB');
    const listed = model.row(model.childrenOf(model.roots[0]!)[0]!)!;
    assert.equal(listed.accessibilityLabel, 'fault: Stuck, web1/main, 0 hits');
    assert.equal(listed.contextValue, 'ockle.fault');
  });

  it('that strike refresh their own rows only', () => {
    const faults = struck(fault(1, 'rackB'), fault(2, 'web1/main'));
    const tree = new ShownTree();
    tree.replace([liveModel(rack, { faults })]);
    const pending = [...tree.roots()];
    for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
      tree.row(id);
      pending.push(...tree.children(id));
    }
    assert.equal(faults.replace([fault(1, 'rackB'), fault(2, 'web1/main', { hits: 9 })]), false);
    assert.deepEqual(tree.changedFaults('/p'), ['%2Fp/faults', '%2Fp/fault/2']);
  });

  it('that begin or end are known from those that strike', () => {
    const faults = struck(fault(1, 'rackB'));
    assert.equal(faults.replace([fault(1, 'rackB', { hits: 1 })]), false);
    assert.equal(faults.replace([]), true);
    assert.equal(faults.replace([fault(2, 'rackB')]), true);
  });
});
