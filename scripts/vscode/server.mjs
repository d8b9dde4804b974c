import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runTool } from '../bootstrap/runTool.mjs';
import { temporaryPrefix } from '../paths.mjs';
import { endProcessGroup } from './processGroup.mjs';
import { userSettings } from './settings.mjs';
import { findVscode } from './setup.mjs';

const startLimitMs = 60_000;
const keptLogChars = 20_000;

/**
 * Starts a VS Code server on the loopback interface and waits until it answers.
 *
 * @param {import('./server.d.mts').ServerOptions} [options]
 * @returns {Promise<import('./server.d.mts').VscodeServer>}
 */
export async function startServer(options = {}) {
  const home = findVscode();
  if (!home) throw new Error('VS Code is not set up. Run "npm test" or "npm start", which do it.');
  const dataFolder = await mkdtemp(`${temporaryPrefix}vscode-`);
  try {
    return await startIn(home, dataFolder, options);
  } catch (error) {
    await removeFolder(dataFolder);
    throw error;
  }
}

/**
 * @param {string} home
 * @param {string} dataFolder
 * @param {import('./server.d.mts').ServerOptions} options
 * @returns {Promise<import('./server.d.mts').VscodeServer>}
 */
async function startIn(home, dataFolder, options) {
  const main = join(home, 'out', 'server-main.js');
  const folders = ['--server-data-dir', dataFolder, '--user-data-dir', dataFolder];
  const common = [main, ...folders, '--extensions-dir', join(dataFolder, 'extensions')];
  common.push('--accept-server-license-terms', '--telemetry-level', 'off');
  await writeSettings(dataFolder, options);
  for (const file of options.vsix ?? []) {
    await runTool(process.execPath, [...common, '--install-extension', file]);
  }
  const token = options.connectionToken ? await writeToken(dataFolder) : undefined;
  const child = spawn(process.execPath, [...common, ...serverArguments(dataFolder, options)], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: serverEnvironment(dataFolder, options.env),
  });
  const lastResort = () => endAtOnce(child.pid, dataFolder);
  process.once('exit', lastResort);
  const log = keepLog(child);
  /** @type {Promise<void>} */
  const ended = new Promise((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    if (child.pid) await endProcessGroup(child.pid);
    await removeFolder(dataFolder);
    process.removeListener('exit', lastResort);
  };
  try {
    const port = await listening(child, log);
    const pid = Number(child.pid);
    const pageUrl = toPageUrl(port, token);
    return { port, pid, dataFolder, pageUrl, log: () => log.text, ended, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

/**
 * @param {string} dataFolder
 * @param {import('./server.d.mts').ServerOptions} options
 */
async function writeSettings(dataFolder, { workspaceTrust = false, settings = {} }) {
  await mkdir(join(dataFolder, 'User'), { recursive: true });
  const text = JSON.stringify(userSettings(workspaceTrust, settings), undefined, 2);
  await writeFile(join(dataFolder, 'User', 'settings.json'), text);
}

/**
 * The token goes through a file that only this user may read: arguments are visible to everybody.
 *
 * @param {string} dataFolder
 */
async function writeToken(dataFolder) {
  const token = randomBytes(24).toString('hex');
  await writeFile(join(dataFolder, 'token'), token, { mode: 0o600 });
  return token;
}

/**
 * @param {string} dataFolder
 * @param {import('./server.d.mts').ServerOptions} options
 */
function serverArguments(dataFolder, options) {
  const args = ['--host', '127.0.0.1', '--port', String(options.port ?? 0)];
  if (options.connectionToken) args.push('--connection-token-file', join(dataFolder, 'token'));
  else args.push('--without-connection-token');
  if (!options.workspaceTrust) args.push('--disable-workspace-trust');
  if (options.smokeTestDriver) args.push('--enable-smoke-test-driver');
  return args;
}

/**
 * An extension host that is ended leaves its socket in the folder for such things.
 *
 * @param {string} dataFolder
 * @param {Readonly<Record<string, string | undefined>>} [extra]
 */
function serverEnvironment(dataFolder, extra = {}) {
  const env = { ...process.env, XDG_RUNTIME_DIR: dataFolder, ...extra };
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined));
}

/** @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>} child */
function keepLog(child) {
  const log = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (/** @type {string} */ text) => {
      log.text = (log.text + text).slice(-keptLogChars);
    });
  }
  return log;
}

/**
 * Waits for the line that tells the port, which the server writes once it answers.
 *
 * @param {import('node:child_process').ChildProcessByStdio<null, import('node:stream').Readable, import('node:stream').Readable>} child
 * @param {{ readonly text: string }} log
 * @returns {Promise<number>}
 */
function listening(child, log) {
  return new Promise((resolve, reject) => {
    const fail = (/** @type {string} */ what) => {
      clearTimeout(limit);
      reject(new Error(`the VS Code server ${what}. Its last words:\n${log.text.slice(-2000)}`));
    };
    const limit = setTimeout(() => fail('did not answer within a minute'), startLimitMs);
    child.once('error', (error) => fail(`did not start: ${error.message}`));
    child.once('exit', (code, signal) => fail(`ended at once with ${signal ?? `code ${code}`}`));
    child.stdout.on('data', () => {
      const port = /Extension host agent listening on (\d+)/.exec(log.text)?.[1];
      if (!port) return;
      clearTimeout(limit);
      resolve(Number(port));
    });
  });
}

/**
 * @param {number} port
 * @param {string | undefined} token
 * @returns {import('./server.d.mts').VscodeServer['pageUrl']}
 */
function toPageUrl(port, token) {
  return (folder, { extensionDevelopmentPath = [], extensionTestsPath } = {}) => {
    const url = new URL(`http://127.0.0.1:${port}/`);
    if (token) url.searchParams.set('tkn', token);
    if (folder) url.searchParams.set('folder', folder);
    const remote = `vscode-remote://127.0.0.1:${port}`;
    const payload = extensionDevelopmentPath.map((path) => [
      'extensionDevelopmentPath',
      `${remote}${path}`,
    ]);
    if (extensionTestsPath) payload.push(['extensionTestsPath', `${remote}${extensionTestsPath}`]);
    if (payload.length > 0) {
      url.searchParams.set('payload', JSON.stringify([...payload, ['skipWelcome', 'true']]));
    }
    return url.href;
  };
}

/**
 * Extension hosts write their last log lines while the folder is being removed.
 *
 * @param {string} folder
 */
async function removeFolder(folder) {
  await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}

/**
 * When this process ends without having stopped its server.
 *
 * @param {number | undefined} leader
 * @param {string} dataFolder
 */
function endAtOnce(leader, dataFolder) {
  try {
    if (leader) process.kill(-leader, 'SIGKILL');
  } catch {
    // It has ended already.
  }
  rmSync(dataFolder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
}
