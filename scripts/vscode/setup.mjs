import { createHash } from 'node:crypto';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { npmEnvironment, runTool, StepFailure } from '../bootstrap/runTool.mjs';
import { cacheFolder } from '../paths.mjs';
import { isRunning } from './processGroup.mjs';
import { writeStubs } from './stubs.mjs';

/** The version of VS Code that tests and `npm start` run in. */
export const vscodeVersion = '1.139.1';

/** The npm package that carries the whole VS Code server, and what its archive must hash to. */
const source = {
  name: 'code-server',
  version: '4.139.1',
  integrity:
    'sha512-fUYvJVdz4ZoVJfakGiGWXFMpF8K1ObsrpGvX17ZxNpKOzdNHs7lANT670JTr4ZhA8DnWqyvvmFG/d3HV9Yy6ew==',
};

/** Large parts nobody needs here. `git` cannot live without one of the dropped packages. */
const droppedExtensions = [
  'copilot',
  'mermaid-markdown-features',
  'microsoft-authentication',
  'git',
  'github',
];
const droppedPackages = [
  '@devcontainers/cli',
  '@github/copilot-sdk',
  '@microsoft/mxc-sdk',
  '@vscode/copilot-api',
  '@vscode/fs-copyfile',
  '@vscode/native-watchdog',
  '@vscode/sandbox-runtime',
  '@vscode/spdlog',
  '@vscode/sqlite3',
  '@vscode/windows-process-tree',
  '@vscode/windows-registry',
  'kerberos',
  'ssh2',
  'tar',
  'zod',
];

/** A changed recipe is another cache folder, so an old install is never half right. */
const recipe = ['setup.mjs', 'stubs.mjs'].map((name) =>
  readFileSync(join(dirname(fileURLToPath(import.meta.url)), name)),
);
const revision = createHash('sha256').update(Buffer.concat(recipe)).digest('hex').slice(0, 12);
const installs = join(cacheFolder, 'ockle-vscode');
const home = join(installs, `${vscodeVersion}-${revision}`);

/** The folder of the installed server, or nothing when it is not there completely. */
export function findVscode() {
  return existsSync(join(home, '.complete')) ? home : undefined;
}

/**
 * Makes a lean VS Code server without compiling anything. It is built beside its final place and
 * moved there when it is complete, so two installs at once do not meet.
 *
 * @param {(text: string) => void} note
 */
export async function installVscode(note) {
  await mkdir(installs, { recursive: true });
  await removeBrokenInstalls();
  const staging = `${home}.partial-${process.pid}`;
  await mkdir(staging);
  try {
    await unpack(staging, note);
    await installServerPackages(staging, note);
    await writeStubs(staging);
    await forgetMarketplace(staging);
    await writeFile(join(staging, '.complete'), '');
    await rm(home, { recursive: true, force: true });
    await rename(staging, home);
  } catch (error) {
    await rm(staging, { recursive: true, force: true });
    if (!findVscode()) throw error;
  }
}

/** What a killed set-up started may still be writing there: then the next one removes it. */
async function removeBrokenInstalls() {
  for (const name of await readdir(installs)) {
    const owner = /\.partial-(\d+)$/.exec(name)?.[1];
    if (!owner || isRunning(Number(owner))) continue;
    await rm(join(installs, name), { recursive: true, force: true }).catch(() => undefined);
  }
}

/**
 * @param {string} folder
 * @param {(text: string) => void} note
 */
async function unpack(folder, note) {
  const { name, version, integrity } = source;
  note(`fetching the package ${name}@${version} (47 MB)`);
  const env = npmEnvironment();
  await runTool('npm', ['pack', `${name}@${version}`, '--pack-destination', folder], {
    cwd: folder,
    env,
    note,
  });
  const archive = join(folder, `${name}-${version}.tgz`);
  const found = `sha512-${await hashOf(archive)}`;
  if (found !== integrity) {
    throw new StepFailure(`${basename(archive)} is not the expected archive: it has ${found}`);
  }
  note('unpacking');
  const excludes = droppedExtensions.map((extension) => `--exclude=*/extensions/${extension}`);
  const parts = [...excludes, '--exclude=*.map', 'package/lib/vscode'];
  await runTool('tar', ['-xzf', archive, '-C', folder, '--strip-components=3', ...parts]);
  await rm(archive);
}

/**
 * @param {string} file
 * @returns {Promise<string>}
 */
async function hashOf(file) {
  const hash = createHash('sha512');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('base64');
}

/**
 * @param {string} folder
 * @param {(text: string) => void} note
 */
async function installServerPackages(folder, note) {
  const manifestFile = join(folder, 'package.json');
  const manifest = JSON.parse(await readFile(manifestFile, 'utf8'));
  for (const name of droppedPackages) delete manifest.dependencies[name];
  manifest.overrides = {};
  await writeFile(manifestFile, JSON.stringify(manifest, undefined, 2));
  note("installing the server's packages");
  const args = ['install', '--omit=dev', '--ignore-scripts', '--no-audit', '--no-fund'];
  for (const cwd of [folder, join(folder, 'extensions')]) {
    await runTool('npm', args, { cwd, env: npmEnvironment(), note });
  }
  await dropForeignBinaries(join(folder, 'node_modules/@vscode/ripgrep-universal/bin'));
}

/**
 * Tests and samples ask nobody outside this machine; without an entry the server has one of its own.
 *
 * @param {string} folder
 */
async function forgetMarketplace(folder) {
  const file = join(folder, 'product.json');
  const product = JSON.parse(await readFile(file, 'utf8'));
  await writeFile(file, JSON.stringify({ ...product, extensionsGallery: {} }, undefined, 2));
}

/** @param {string} folder */
async function dropForeignBinaries(folder) {
  const own = `${process.platform}-${process.arch}`;
  const names = existsSync(folder) ? await readdir(folder) : [];
  if (!names.includes(own)) return;
  const foreign = names.filter((name) => name !== own);
  await Promise.all(
    foreign.map((name) => rm(join(folder, name), { recursive: true, force: true })),
  );
}
