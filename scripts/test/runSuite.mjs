import { spawn } from 'node:child_process';
import { existsSync, globSync } from 'node:fs';
import { mkdtemp, open, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root, temporaryPrefix } from '../paths.mjs';
import { onStopSignal } from '../stopSignal.mjs';
import { endProcessGroup, waitForGroupEnd } from '../vscode/processGroup.mjs';

/**
 * @typedef {import('./runSuite.d.mts').Suite} Suite
 * @typedef {import('./runSuite.d.mts').SuiteResult} SuiteResult
 * @typedef {number | 'inherit'} Output a file descriptor, or where this process prints
 */

const endLimitMs = 10_000;

/** A suite ends its windows, each with a grace of its own, before it ends. */
const suiteGraceMs = 15_000;

/**
 * Runs one suite in a process of its own and answers its figures. Whatever goes wrong around the tests
 * (no test at all, a suite that died or hung, processes left behind) counts as one failure.
 *
 * @param {Suite} suite
 * @param {{ readonly grep?: string | undefined, readonly isQuiet?: boolean }} [options]
 * @returns {Promise<SuiteResult>}
 */
export async function runSuite(suite, { grep, isQuiet = false } = {}) {
  const folder = await mkdtemp(`${temporaryPrefix}result-`);
  const outputFile = join(folder, 'output.txt');
  try {
    const output = isQuiet ? await open(outputFile, 'w') : undefined;
    const result = await runIn(folder, suite, grep, output?.fd ?? 'inherit');
    await output?.close();
    return isQuiet ? { ...result, output: await readFile(outputFile, 'utf8') } : result;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} folder
 * @param {Suite} suite
 * @param {string | undefined} grep
 * @param {Output} output
 * @returns {Promise<SuiteResult>}
 */
async function runIn(folder, suite, grep, output) {
  const resultFile = join(folder, 'result.json');
  const started = performance.now();
  const command = commandOf(suite, grep);
  const problem = command
    ? await runCommand(suite, command, { resultFile, grep, output })
    : 'has no tests';
  const result = await readResult(resultFile);
  const isEmpty = result.passed + result.failed === 0;
  const complaint = problem ?? (isEmpty && !grep ? 'has run no test' : undefined);
  const ms = performance.now() - started;
  const isCounted = complaint === endedBadly && result.failed > 0;
  if (!complaint || isCounted) return { ...result, ms };
  return { ...result, failed: result.failed + 1, ms, complaint };
}

const endedBadly = 'ended with an error';

/**
 * @param {Suite} suite
 * @param {string | undefined} grep
 * @returns {readonly string[] | undefined}
 */
function commandOf({ program, tests = [], timeoutMs = 0 }, grep) {
  if (program) return program;
  const files = tests.flatMap((pattern) => globSync(pattern, { cwd: root })).sort();
  if (files.length === 0) return undefined;
  return [
    'node_modules/mocha/bin/mocha.js',
    ...['--no-config', '--no-package', '--forbid-only', '--forbid-pending'],
    ...['--timeout', String(timeoutMs), '--reporter', 'test/support/mochaReporter.ts'],
    ...['--require', 'test/support/propertySeed.ts'],
    ...['--reporter-option', `endLimit=${endLimitMs}`],
    ...(grep ? ['--grep', grep] : []),
    ...files,
  ];
}

/**
 * Answers what went wrong, if anything did.
 *
 * @param {Suite} suite
 * @param {readonly string[]} command
 * @param {{ readonly resultFile: string, readonly grep: string | undefined, readonly output: Output }} surroundings
 */
async function runCommand({ limitMs }, command, { resultFile, grep, output }) {
  const env = {
    ...process.env,
    OCKLE_TEST_RESULT: resultFile,
    ...(grep && { OCKLE_TEST_GREP: grep }),
  };
  const child = spawn(process.execPath, command, {
    cwd: root,
    env,
    stdio: ['ignore', output, output],
    detached: true,
  });
  const leader = child.pid;
  if (!leader) return 'could not be started';
  const ignoreSignals = onStopSignal(async () => {
    await endProcessGroup(leader, suiteGraceMs);
    await rm(dirname(resultFile), { recursive: true, force: true });
  }, 1);
  let isLate = false;
  const limit = setTimeout(() => {
    isLate = true;
    void endProcessGroup(leader, suiteGraceMs);
  }, limitMs);
  const [code, signal] = await new Promise((resolve) => {
    child.once('exit', (...ending) => resolve(ending));
  });
  clearTimeout(limit);
  const isClean = await waitForGroupEnd(leader);
  if (!isClean) await endProcessGroup(leader);
  ignoreSignals();
  if (isLate) return `was stopped: it took longer than ${limitMs / 60_000} minutes`;
  if (!existsSync(resultFile)) return `died with ${signal ?? `code ${code}`} before its end`;
  if (!isClean) return 'left processes behind';
  return code === 0 ? undefined : endedBadly;
}

/** @param {string} file */
async function readResult(file) {
  if (!existsSync(file)) return { passed: 0, failed: 0 };
  return /** @type {SuiteResult} */ (JSON.parse(await readFile(file, 'utf8')));
}
