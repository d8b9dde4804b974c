import assert from 'node:assert/strict';
import { ServerTreeModel } from '../../../../../extension/views/serverTree/serverTreeModel.ts';
import { ShownTree } from '../../../../../extension/views/serverTree/shownTree.ts';
import type { ServerSnapshot } from '../../../../../runtime/protocol/index.ts';
import { fileModel, files, outlet, server, still } from './treeFixtures.ts';

/** A tree of which VS Code has drawn every row. */
function shown(...servers: readonly ServerSnapshot[]) {
  const live = new Map(servers.map((each) => [each.name, each]));
  const model = new ServerTreeModel({ ...still, live });
  const tree = new ShownTree();
  tree.replace([model]);
  const pending = [...tree.roots()];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    tree.row(id);
    pending.push(...tree.children(id));
  }
  const change = (changed: ServerSnapshot): readonly string[] => {
    live.set(changed.name, changed);
    return tree.changedRows('/p', [changed.name]);
  };
  return { tree, model, change };
}

describe('The shown tree', () => {
  it('refreshes only the server that changed, and links to it', () => {
    const { change } = shown(
      server('router'),
      server('nas'),
      server('web1', { dependencies: ['router', 'nas'] }),
    );
    assert.deepEqual(change(server('nas', { opState: 'Switching off' })), [
      '%2Fp/server/nas',
      '%2Fp/link/web1/nas/0',
    ]);
  });

  it('refreshes only the outlet that changed', () => {
    const { change } = shown(server('a', { outlets: [outlet('x'), outlet('y')] }));
    const changed = server('a', { outlets: [outlet('x'), outlet('y', { state: false })] });
    assert.deepEqual(change(changed), ['%2Fp/outlet/a/y/0']);
  });

  it('refreshes a server that has a new outlet', () => {
    const { change } = shown(server('a', { outlets: [outlet('x')] }));
    const changed = server('a', { outlets: [outlet('x'), outlet('y')] });
    assert.deepEqual(change(changed), ['%2Fp/server/a']);
  });

  it('refreshes nothing when nothing looks different', () => {
    const { change } = shown(server('a'));
    assert.deepEqual(change(server('a')), []);
  });

  it('looks at no outlet of a server whose row is all that was drawn', () => {
    const live = new Map([['a', server('a', { outlets: [outlet('x')] })]]);
    const tree = new ShownTree();
    tree.replace([new ServerTreeModel({ ...still, live })]);
    tree.roots().forEach((id) => tree.row(id));
    live.set('a', server('a', { outlets: [outlet('x', { state: false })] }));
    assert.deepEqual(tree.changedRows('/p', ['a']), []);
    live.set('a', server('a', { opState: 'OFF', outlets: [outlet('x', { state: false })] }));
    assert.deepEqual(tree.changedRows('/p', ['a']), ['%2Fp/server/a']);
  });

  it('refreshes nothing that was never drawn', () => {
    const live = new Map([['a', server('a')]]);
    const tree = new ShownTree();
    tree.replace([new ServerTreeModel({ ...still, live })]);
    live.set('a', server('a', { opState: 'OFF' }));
    assert.deepEqual(tree.changedRows('/p', ['a']), []);
  });

  it('knows when a server moved', () => {
    const { model, change } = shown(server('a'), server('b'));
    assert.equal(model.isOutdated(['b']), false);
    change(server('b', { dependencies: ['a'] }));
    assert.equal(model.isOutdated(['b']), true);
    assert.equal(model.isOutdated(['new']), true);
  });

  it('has a row per project only when there are several', () => {
    const tree = new ShownTree();
    const one = fileModel({ a: '[server]\n' });
    tree.replace([one]);
    assert.deepEqual(tree.roots(), ['%2Fp/server/a']);
    const other = new ServerTreeModel({ ...still, project: '/lab/q' });
    tree.replace([one, other]);
    assert.deepEqual(tree.roots(), ['%2Fp', '%2Flab%2Fq']);
    assert.equal(tree.row('%2Flab%2Fq')!.label, 'q');
    assert.deepEqual(tree.children('%2Fp'), ['%2Fp/server/a']);
  });

  it('draws a project anew row by row when a run only changes how they look', () => {
    const texts = { a: '[server]\n', b: '[server]\ndependencies = ["a"]\n' };
    const tree = new ShownTree();
    tree.replace([fileModel(texts)]);
    const ids = tree.roots().flatMap((id) => [id, ...tree.children(id)]);
    for (const id of ids) tree.row(id);
    const live = new Map(
      [server('a'), server('b', { dependencies: ['a'] })].map((each) => [each.name, each]),
    );
    const running = new ServerTreeModel({ ...still, files: files(texts), live });
    assert.deepEqual(tree.replace([running]), ids);
    for (const id of ids) tree.row(id);
    assert.deepEqual(tree.replace([running]), []);
  });

  it('draws everything anew when a server comes, goes or moves', () => {
    const tree = new ShownTree();
    const show = (texts: Readonly<Record<string, string>>): readonly string[] | undefined => {
      const refresh = tree.replace([fileModel(texts)]);
      for (const id of tree.roots()) for (const below of tree.children(id)) tree.row(below);
      return refresh;
    };
    show({ a: '[server]\n' });
    assert.equal(show({ a: '[server]\n', b: '[server]\n' }), undefined);
    assert.equal(show({ a: '[server]\n', b: '[server]\ndependencies = ["a"]\n' }), undefined);
    assert.equal(show({ a: '[server]\n' }), undefined);
    assert.deepEqual(show({ a: '[server]\n' }), []);
  });
});

describe('A folded row', () => {
  const rack = [
    server('a'),
    server('b', { dependencies: ['a'], outlets: [outlet('psu')] }),
    server('c'),
  ];
  const off = server('b', { dependencies: ['a'], outlets: [outlet('psu', { state: false })] });

  it('keeps what is below it from being refreshed until it is unfolded', () => {
    const { tree, change } = shown(...rack);
    tree.fold('%2Fp/server/a');
    assert.deepEqual(change(off), []);
    assert.deepEqual(tree.unfold('%2Fp/server/a'), ['%2Fp/outlet/b/psu/0']);
  });

  it('is refreshed itself', () => {
    const { tree, change } = shown(...rack);
    tree.fold('%2Fp/server/a');
    assert.deepEqual(change(server('a', { opState: 'OFF' })), ['%2Fp/server/a']);
  });

  it('counts as unfolded as soon as its rows are asked for', () => {
    const { tree, change } = shown(...rack);
    tree.fold('%2Fp/server/a');
    tree.children('%2Fp/server/a');
    assert.deepEqual(change(off), ['%2Fp/outlet/b/psu/0']);
  });
});

describe('A shown tree of 10,000 servers', function () {
  this.timeout(30_000);

  it('looks at no other rows than those of the servers that changed', () => {
    const live = new Map(
      Array.from({ length: 10_000 }, (_, index) => {
        const each = server(`s${index}`, { outlets: [outlet('psu')] });
        return [each.name, each];
      }),
    );
    let built = 0;
    const model = new ServerTreeModel({ ...still, live });
    const counting = new Proxy(model, {
      get: (target, key) => {
        const value: unknown = Reflect.get(target, key, target);
        if (typeof value !== 'function') return value;
        if (key === 'row') built += 1;
        return (value as (...args: readonly unknown[]) => unknown).bind(target);
      },
    });
    const tree = new ShownTree();
    tree.replace([counting]);
    for (const id of tree.roots()) tree.row(id);
    built = 0;
    const names = Array.from({ length: 300 }, (_, index) => `s${index * 7}`);
    for (const name of names) live.set(name, server(name, { opState: 'OFF' }));
    assert.equal(tree.changedRows('/p', names).length, 300);
    assert.equal(built, 300);
  });
});
