import { parseArgs } from 'node:util';
import { activationBench } from './activation.bench.ts';
import { networkBench } from './network.bench.ts';
import { pluginMemoryBench } from './pluginMemory.bench.ts';
import { pluginStartBench } from './pluginStart.bench.ts';
import { reloadBench } from './reload.bench.ts';
import { roundTripsBench } from './roundTrips.bench.ts';
import { serverTreeBench } from './serverTree.bench.ts';
import { serverTreeWindowBench } from './serverTreeWindow.bench.ts';
import { serverViewBench } from './serverView.bench.ts';
import { sessionBench } from './session.bench.ts';
import { templateBench } from './template.bench.ts';
import type { Bench, Figure } from './support/figure.ts';
import { figureHead, figureLine, verdict } from './support/figure.ts';

const benches: readonly Bench[] = [
  serverViewBench,
  roundTripsBench,
  networkBench,
  pluginStartBench,
  pluginMemoryBench,
  reloadBench,
  templateBench,
  serverTreeBench,
  serverTreeWindowBench,
  activationBench,
  sessionBench,
];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { json: { type: 'boolean', default: false } },
});
const unknown = positionals.find((name) => !benches.some((bench) => bench.name === name));
if (unknown !== undefined) {
  const known = benches.map(({ name }) => name).join(', ');
  throw new Error(`There is no bench "${unknown}". There are: ${known}.`);
}
const chosen = benches.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
const figures: Figure[] = [];
if (!values.json) process.stdout.write(`${figureHead}\n`);
for (const bench of chosen) {
  try {
    for (const figure of await bench.measure()) {
      figures.push(figure);
      if (!values.json) process.stdout.write(`${figureLine(figure)}\n`);
    }
  } catch (error) {
    process.stderr.write(`${bench.name} could not be measured. ${String(error)}\n`);
    process.exitCode = 1;
  }
}
if (values.json) {
  process.stdout.write(
    `${JSON.stringify(figures.map((figure) => ({ ...figure, verdict: verdict(figure) })))}\n`,
  );
}
