import { ServerTreeModel } from '../../extension/views/serverTree/serverTreeModel.ts';
import { ShownTree } from '../../extension/views/serverTree/shownTree.ts';
import type { ServerSnapshot } from '../../runtime/protocol/index.ts';
import type { Bench, Figure } from './support/figure.ts';
import { pairedRatio, timed } from './support/statistics.ts';

const pairs = 9;
const deliveries = 60;
/** Changes that 300 ms bring where a thousand come in a second. */
const changesAtOnce = 300;
const second = 1_000;

/** What one change costs the server tree, in a small network and a large one whose rows are all drawn. */
export const serverTreeBench: Bench = {
  name: 'serverTree',
  async measure() {
    const few = changesIn(changesAtOnce);
    const many = changesIn(10_000);
    const { ratio, a, b } = await pairedRatio(pairs, many, few);
    const perChange = (ms: number): number => (ms * 1_000) / (deliveries * changesAtOnce);
    const before = process.cpuUsage();
    await many();
    const { user, system } = process.cpuUsage(before);
    // Of the processor, as others may have it meanwhile.
    const share = ((user + system) / 1_000 / deliveries) * (second / changesAtOnce);
    const figures: readonly Figure[] = [
      { name: 'serverTree.change', value: ratio, unit: '×', target: { atMost: 1.5 } },
      { name: 'serverTree.change.of300', value: perChange(b), unit: 'µs' },
      { name: 'serverTree.change.of10000', value: perChange(a), unit: 'µs' },
      { name: 'serverTree.1000changes', value: share, unit: 'ms', target: { atMost: 100 } },
      { name: 'serverTree.build10000', value: await buildMs(), unit: 'ms' },
    ];
    return figures;
  },
};

/** Measures the milliseconds of so many deliveries to a tree in which every row is drawn. */
function changesIn(size: number): () => Promise<number> {
  const live = new Map(names(size).map((name) => [name, server(name, 'OK')]));
  const model = modelOf(live);
  const tree = new ShownTree();
  tree.replace([model]);
  drawAll(tree);
  let turn = 0;
  return () =>
    timed(() => {
      for (let delivery = 0; delivery < deliveries; delivery++) {
        turn += 1;
        const changed = names(changesAtOnce);
        for (const name of changed) live.set(name, server(name, turn % 2 === 0 ? 'OK' : 'OFF'));
        if (model.isOutdated(changed)) throw new Error('No server moved.');
        const rows = tree.changedRows('/p', changed);
        if (rows.length < changesAtOnce) throw new Error('A change was not seen.');
        for (const id of rows) tree.row(id);
      }
    });
}

function buildMs(): Promise<number> {
  const live = new Map(names(10_000).map((name) => [name, server(name, 'OK')]));
  return timed(() => {
    if (modelOf(live).roots.length === 0) throw new Error('There are no servers.');
  });
}

function modelOf(live: ReadonlyMap<string, ServerSnapshot>): ServerTreeModel {
  const files = { servers: new Map(), maxAttempts: 3 };
  return new ServerTreeModel({ project: '/p', live, files, secondsSwitching: () => undefined });
}

function drawAll(tree: ShownTree): void {
  const pending = [...tree.roots()];
  for (let id = pending.pop(); id !== undefined; id = pending.pop()) {
    tree.row(id);
    pending.push(...tree.children(id));
  }
}

function names(size: number): readonly string[] {
  return Array.from({ length: size }, (_, index) => `s${index}`);
}

/** Racks of ten, each server of a rack below its first. */
function server(name: string, opState: 'OK' | 'OFF'): ServerSnapshot {
  const number = Number(name.slice(1));
  const first = number - (number % 10);
  return {
    name,
    opState,
    dependencies: number === first ? [] : [`s${first}`],
    startAttempts: 0,
    shutdownAttempts: 0,
    outlets: [{ name: 'psu', type: 'Dummy', generator: 'rack', opState: 'OK', state: true }],
    controls: [],
    tests: [],
    file: `/p/etc/servers/${name}.ini`,
  };
}
