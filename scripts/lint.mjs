import { spawn } from 'node:child_process';
import { globSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './paths.mjs';

/**
 * Checks types, style and dead code of the whole repository; every check counts as one test.
 *
 * @typedef {{ name: string, script: string, args: readonly string[] }} Check
 */

const projects = globSync(
  ['tsconfig*.json', '{extension,runtime,scripts,test}/**/tsconfig*.json'],
  {
    cwd: root,
    exclude: ['test/fixtures/**'],
  },
).sort();

const require = createRequire(import.meta.url);
const installed = (/** @type {string} */ script) => join(root, 'node_modules', script);

/** @type {readonly Check[]} */
const checks = [
  { name: 'eslint', script: installed('eslint/bin/eslint.js'), args: ['--max-warnings', '0', '.'] },
  ...projects.map((file) => ({
    name: `types of ${file}`,
    script: installed('typescript/bin/tsc'),
    args: ['--noEmit', '--pretty', 'false', '-p', file],
  })),
  {
    name: 'prettier',
    script: require.resolve('prettier/bin/prettier.cjs'),
    args: ['--check', '.'],
  },
  {
    name: 'knip',
    script: installed('knip/bin/knip.js'),
    args: ['--no-progress', '--treat-config-hints-as-errors'],
  },
];

const atOnce = 2;

/**
 * Runs one check and prints its name, and its output when it fails.
 *
 * @param {Check} check
 * @returns {Promise<boolean>}
 */
function runCheck({ name, script, args }) {
  const started = performance.now();
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [script, ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    const keep = (/** @type {string} */ text) => (output += text);
    child.stdout.setEncoding('utf8').on('data', keep);
    child.stderr.setEncoding('utf8').on('data', keep);
    child.on('close', (code) => {
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      console.log(`  ${code === 0 ? '✔' : '✘'} ${name} (${seconds} s)`);
      if (code !== 0) console.log(output.trimEnd());
      resolve(code === 0);
    });
  });
}

/** @returns {Promise<number>} the number of failed checks */
async function main() {
  const started = performance.now();
  const waiting = [...checks];
  let failed = 0;
  const worker = async () => {
    for (let check = waiting.shift(); check; check = waiting.shift()) {
      if (!(await runCheck(check))) failed++;
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  const file = process.env['OCKLE_TEST_RESULT'];
  const passed = checks.length - failed;
  const result = { passed, failed, ms: Math.round(performance.now() - started) };
  if (file) writeFileSync(file, JSON.stringify(result));
  return failed;
}

process.exitCode = (await main()) > 0 ? 1 : 0;
