import assert from 'node:assert/strict';
import { OutlineModel } from '../../../../../extension/views/outline/outlineModel.ts';
import {
  outlineId,
  partsOfId,
  type OutlineRow,
} from '../../../../../extension/views/outline/outlineRow.ts';

function row(id: string, description = '', children: readonly OutlineRow[] = []): OutlineRow {
  const contextValue = '';
  const tooltip = '';
  return {
    id,
    label: id,
    description,
    icon: '',
    tooltip,
    accessibilityLabel: id,
    contextValue,
    children,
  };
}

describe('OutlineModel', () => {
  const model = (...rows: readonly OutlineRow[]): OutlineModel => new OutlineModel(rows);

  it('finds rows, their parents and children by id', () => {
    const tree = model(row('a', '', [row('b')]), row('c'));
    assert.deepEqual(tree.roots, ['a', 'c']);
    assert.deepEqual(tree.childrenOf('a'), ['b']);
    assert.equal(tree.parentOf('b'), 'a');
    assert.equal(tree.row('none'), undefined);
  });

  it('names only the rows that look different or have other rows below', () => {
    const before = model(row('a', 'one', [row('b'), row('c', 'x')]), row('d'));
    assert.deepEqual(
      model(row('a', 'one', [row('b'), row('c', 'y')]), row('d')).changesSince(before),
      ['c'],
    );
    assert.deepEqual(model(row('a', 'one', [row('c', 'x')]), row('d')).changesSince(before), ['a']);
    assert.deepEqual(before.changesSince(before), []);
  });

  it('asks for everything when the roots are others', () => {
    assert.equal(model(row('b')).changesSince(model(row('a'))), undefined);
  });

  it('keeps the parts of ids apart, whatever is in them', () => {
    const parts = ['/home/a%2Fb', 'plugin', 'x/y%25'];
    assert.deepEqual(partsOfId(outlineId(...parts)), parts);
  });
});
