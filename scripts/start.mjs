import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { bootstrap } from './bootstrap.mjs';
import { outFolder, root, temporaryPrefix } from './paths.mjs';
import { onStopSignal } from './stopSignal.mjs';

/**
 * `npm start [-- --port n] [--folder project]`: VS Code with the packaged extension, opened on a sample
 * project that our own scaffolder made, until Ctrl-C.
 */

const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, folder: { type: 'string' } },
});

const samplePlugins = [
  { name: 'HeartBeat', language: 'typescript', kind: 'timer' },
  { name: 'RackWatch', language: 'python', kind: 'watchServers' },
];

/**
 * @param {string} what
 * @param {readonly string[]} args
 */
function runNode(what, args) {
  const { status } = spawnSync(process.execPath, args, { cwd: root, stdio: 'inherit' });
  if (status !== 0) throw new Error(`${what} failed: see the lines above.`);
}

/** @param {string} folder */
function layOutSampleProject(folder) {
  const cli = 'dist/cli.js';
  runNode('The sample project', [cli, 'new-project', folder]);
  for (const { name, language, kind } of samplePlugins) {
    const options = ['--language', language, '--kind', kind];
    runNode(`The sample plugin ${name}`, [cli, 'new-plugin', folder, name, ...options]);
  }
}

/** @param {AsyncDisposableStack} cleanUp */
async function projectFolder(cleanUp) {
  if (values.folder) return resolve(values.folder);
  const parent = await mkdtemp(`${temporaryPrefix}start-`);
  cleanUp.defer(() => rm(parent, { recursive: true, force: true, maxRetries: 5 }));
  const folder = join(parent, 'ockle-sample');
  await mkdir(folder);
  layOutSampleProject(folder);
  return folder;
}

/** @param {AsyncDisposableStack} cleanUp */
async function open(cleanUp) {
  runNode('The build', ['scripts/build.mjs']);
  const vsix = join(outFolder, 'ockle.vsix');
  const { packageVsix } = await import('./package.mjs');
  await packageVsix(vsix);
  const folder = await projectFolder(cleanUp);
  const { startServer } = await import('./vscode/server.mjs');
  const server = await startServer({
    port: Number(values.port),
    connectionToken: true,
    workspaceTrust: true,
    settings: { 'security.workspace.trust.startupPrompt': 'once' },
    vsix: [vsix],
  });
  cleanUp.defer(() => server.stop());
  console.log(`\nVS Code with Ockle, on ${folder}:\n\n  ${server.pageUrl(folder)}\n`);
  const hint = values.folder ? 'a plugin' : `src/plugins/${samplePlugins[0]?.name}.ts`;
  console.log(`Open ${hint} there and press F5. Ctrl-C here stops everything.`);
  console.log('ready');
  return server;
}

async function main() {
  const cleanUp = new AsyncDisposableStack();
  onStopSignal(async () => {
    console.log('\nStopping VS Code.');
    await cleanUp.disposeAsync();
  }, 0);
  try {
    const server = await open(cleanUp);
    await server.ended;
    if (cleanUp.disposed) return;
    console.error(`VS Code ended by itself. Its last words:\n${server.log().slice(-2000)}`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
  }
  await cleanUp.disposeAsync();
  process.exit(1);
}

await bootstrap(['packages', 'node24', 'vscode', 'debugpy'], { optional: ['debugpy'] });
await main();
