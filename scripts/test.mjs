import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { bootstrap } from './bootstrap.mjs';
import { root } from './paths.mjs';

/**
 * `npm test [-- suite…] [--grep text] [--full]`: sets this machine up, builds, runs the suites and adds up.
 *
 * @typedef {{ name: string, passed: number, failed: number, ms: number }} Row
 */

/**
 * @typedef {import('./test/runSuite.d.mts').Suite} Suite
 * @typedef {readonly (readonly Suite[])[]} Lanes
 * @param {readonly string[]} names
 * @param {readonly Lanes[]} stages
 */
function chooseSuites(names, stages) {
  const suites = stages.flat(2);
  const unknown = names.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    const known = suites.map(({ name }) => name).join(', ');
    console.error(`There is no suite "${unknown[0]}". There are: ${known}.`);
    process.exit(2);
  }
  return only(
    stages,
    ({ name, folder }) =>
      (names.length === 0 || names.includes(name)) && (!folder || existsSync(join(root, folder))),
  );
}

/**
 * @param {readonly Lanes[]} stages
 * @param {(suite: Suite) => boolean} isWanted
 */
function only(stages, isWanted) {
  return stages.map((lanes) =>
    lanes.map((lane) => lane.filter(isWanted)).filter(({ length }) => length > 0),
  );
}

/**
 * Runs lanes side by side. The last one prints as it goes, the others what a suite printed once it is over.
 *
 * @param {Lanes} lanes
 * @param {string | undefined} grep
 * @returns {Promise<readonly Row[]>}
 */
async function runLanes(lanes, grep) {
  const rows = await Promise.all(lanes.map((lane) => runLane(lane, grep, lane !== lanes.at(-1))));
  return rows.flat();
}

/**
 * @param {readonly Suite[]} lane
 * @param {string | undefined} grep
 * @param {boolean} isQuiet
 * @returns {Promise<readonly Row[]>}
 */
async function runLane(lane, grep, isQuiet) {
  /** @type {Row[]} */
  const rows = [];
  for (const suite of lane) {
    const { name } = suite;
    if (!isQuiet) console.log(`\n=== ${name}`);
    const { complaint, output, ...figures } = await runSuite(suite, { grep, isQuiet });
    if (output !== undefined) console.log(`\n=== ${name}\n${output}`);
    if (complaint) console.log(`\nSuite "${name}" ${complaint}.`);
    rows.push({ name, ...figures });
  }
  return rows;
}

/** @returns {Row | undefined} a row only when the build failed */
function build() {
  const started = performance.now();
  const { status } = spawnSync(process.execPath, ['scripts/build.mjs'], {
    cwd: root,
    stdio: 'inherit',
  });
  if (status === 0) return undefined;
  console.log('\nThe build failed: only suites that need no products are run.');
  return { name: 'build', passed: 0, failed: 1, ms: performance.now() - started };
}

/** @param {readonly Row[]} rows */
function printTable(rows) {
  const width = Math.max(8, ...rows.map(({ name }) => name.length));
  const line = (/** @type {readonly string[]} */ [name = '', ...cells]) =>
    name.padEnd(width) + cells.map((cell) => cell.padStart(9)).join('');
  console.log(`\n${line(['suite', 'passed', 'failed', 'seconds'])}`);
  for (const { name, passed, failed, ms } of rows) {
    console.log(line([name, String(passed), String(failed), (ms / 1000).toFixed(1)]));
  }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { grep: { type: 'string', short: 'g' }, full: { type: 'boolean' } },
});
// Before the suites are read, and for every test that has more to run then.
if (values.full) process.env['OCKLE_LONG'] = '1';

await bootstrap(['packages', 'node24', 'vscode', 'chromium', 'debugpy']);
const { stages } = await import('./test/suites.mjs');
const { runSuite } = await import('./test/runSuite.mjs');
const chosen = chooseSuites(positionals, stages);
const failedBuild = build();
/** @type {Row[]} */
const rows = failedBuild ? [failedBuild] : [];
const possible = only(chosen, ({ isSourceOnly }) => isSourceOnly === true || !failedBuild);
for (const lanes of possible) rows.push(...(await runLanes(lanes, values.grep)));
printTable(rows);
const passed = rows.reduce((sum, row) => sum + row.passed, 0);
const failed = rows.reduce((sum, row) => sum + row.failed, 0);
console.log(`\n${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
