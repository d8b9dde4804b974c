import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { packageBin, root } from '../paths.mjs';
import { StepFailure } from './runTool.mjs';

const wantedMajor = 24;

/** Whether this process runs on a Node.js that runs the sources as they are. */
export function isNode24() {
  return Number(process.versions.node.split('.')[0]) >= wantedMajor;
}

/** Puts the installed packages' programs, the project's own `node` first, before all others. */
export function preferProjectPrograms() {
  const path = process.env['PATH'] ?? '';
  if (path.split(delimiter)[0] !== packageBin) {
    process.env['PATH'] = `${packageBin}${delimiter}${path}`;
  }
}

/**
 * Runs the calling script again, under the Node.js that came with the packages, and ends as it ends.
 *
 * @returns {Promise<never>}
 */
export async function continueUnderNode24() {
  const node = projectNode();
  if (!node) {
    throw new StepFailure(
      `this is Node.js ${process.versions.node}, the project needs ${wantedMajor} or newer, ` +
        `and its packages bring none for ${process.platform}-${process.arch}`,
    );
  }
  preferProjectPrograms();
  const child = spawn(node, process.argv.slice(1), { stdio: 'inherit' });
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGINT', 'SIGHUP'])) {
    process.on(signal, () => child.kill(signal));
  }
  const code = await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? 1));
  });
  process.exit(code);
}

function projectNode() {
  const name = process.platform === 'win32' ? 'node.exe' : 'node';
  const system = process.platform === 'win32' ? 'win' : process.platform;
  const candidates = [
    join(root, 'node_modules', `node-${system}-${process.arch}`, 'bin', name),
    join(packageBin, name),
  ];
  return candidates.find((file) => existsSync(file));
}
