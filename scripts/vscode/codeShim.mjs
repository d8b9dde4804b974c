#!/usr/bin/env node
/**
 * Stands in for the desktop program `code`: takes the arguments @vscode/test-electron gives, runs the
 * extension tests in the VS Code server and a headless browser, and ends with the tests' exit code.
 */
import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { format, parseArgs } from 'node:util';
import { outFolder } from '../paths.mjs';
import { onStopSignal } from '../stopSignal.mjs';
import { launchChromium, newProfile } from './chromium.mjs';
import { startServer } from './server.mjs';

const windowLimitMs = Number(process.env['OCKLE_WINDOW_LIMIT_MS'] ?? 10 * 60_000);

/** @param {readonly string[]} args */
function readArguments(args) {
  const { values, positionals } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    options: {
      extensionDevelopmentPath: { type: 'string', multiple: true },
      extensionTestsPath: { type: 'string' },
      'ockle-workspace-trust': { type: 'boolean' },
      'ockle-settings': { type: 'string' },
    },
  });
  return {
    folder: positionals[0] ? resolve(positionals[0]) : undefined,
    workspaceTrust: values['ockle-workspace-trust'] === true,
    settings: JSON.parse(String(values['ockle-settings'] ?? '{}')),
    page: {
      extensionDevelopmentPath: (values.extensionDevelopmentPath ?? []).map((path) =>
        resolve(String(path)),
      ),
      extensionTestsPath: resolve(String(values.extensionTestsPath)),
    },
  };
}

/**
 * Runs the tests in one window and answers their exit code.
 *
 * @param {ReturnType<typeof readArguments>} options
 * @param {AsyncDisposableStack} cleanUp
 */
async function runWindow({ folder, workspaceTrust, settings, page: pageOptions }, cleanUp) {
  const env = { OCKLE_OUTPUT_MARK: outputMark };
  const server = await startServer({ workspaceTrust, settings, env, smokeTestDriver: true });
  cleanUp.defer(() => server.stop());
  const browser = await launchChromium();
  cleanUp.defer(() => browser.close());
  const profile = await newProfile(browser);
  const page = await profile.newPage();
  /** @type {Promise<number>} */
  const exitCode = new Promise((resolve, reject) => {
    void page.exposeFunction('codeAutomationExit', resolve);
    void page.exposeFunction('codeAutomationLog', takeLog);
    page.on('crash', () => reject(new Error('the browser page with VS Code crashed')));
    server.ended.then(() => reject(new Error(`the server ended:\n${server.log().slice(-2000)}`)));
    const limit = setTimeout(() => {
      reject(new Error(`the tests did not end within ${windowLimitMs / 1000} s`));
    }, windowLimitMs);
    limit.unref();
  });
  exitCode.catch(() => undefined);
  await page.goto(server.pageUrl(folder, pageOptions));
  try {
    return await exitCode;
  } catch (error) {
    const file = join(outFolder, 'screenshots', 'editor-tests-broken-off.png');
    await mkdir(join(outFolder, 'screenshots'), { recursive: true });
    await page.screenshot({ path: file, timeout: 5000 }).catch(() => undefined);
    const message = error instanceof Error ? error.message : String(error);
    const log = otherLines.map((line) => `  | ${line}`).join('\n');
    throw new Error(`${message}\nThe window: ${file}\nThe end of its log:\n${log}`);
  }
}

/** Tells the tests' own lines from the many that the workbench writes into the same log. */
const outputMark = '\u0001';
const keptLines = 40;
/** @type {string[]} */
const otherLines = [];

/**
 * @param {string} _type
 * @param {readonly unknown[]} args
 */
function takeLog(_type, args) {
  const text = format(...args);
  if (text.startsWith(outputMark)) {
    process.stdout.write(`${text.slice(outputMark.length)}\n`);
    return;
  }
  otherLines.push(text.split('\n', 3).join('\n'));
  if (otherLines.length > keptLines) otherLines.shift();
}

async function main() {
  const cleanUp = new AsyncDisposableStack();
  onStopSignal(() => cleanUp.disposeAsync(), 1);
  try {
    return await runWindow(readArguments(process.argv.slice(2)), cleanUp);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    return 1;
  } finally {
    await cleanUp.disposeAsync();
  }
}

process.exit(await main());
