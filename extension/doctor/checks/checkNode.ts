import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { askProgram } from './askProgram.ts';
import type { Finding } from './finding.ts';
import { counted, ok, quoted } from './finding.ts';
import { asSentence } from './runChecks.ts';

/** The first Node.js that runs plugins. */
const oldest = [22, 15] as const;

const patience = 10_000;

/** Starts the Node.js that the daemon and TypeScript plugins run on. */
export async function checkNode(execPath: string, signal: AbortSignal): Promise<Finding> {
  const mend = 'Install VS Code again, in its present version.';
  let version: string;
  try {
    const env = { ELECTRON_RUN_AS_NODE: '1' };
    const args = ['-p', 'process.versions.node'];
    version = await askProgram({ command: execPath, args, env, patience, signal });
  } catch (error) {
    const says = `${quoted(execPath)} does not start: ${asSentence((error as Error).message)}`;
    return { state: 'failed', says, mend };
  }
  const [major = Number.NaN, minor = Number.NaN] = version.split('.').map(Number);
  const place = `${quoted(execPath)}, which is VS Code’s own`;
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) {
    return ok(`Node.js ${version} starts: ${place}.`);
  }
  const found = /^\d+\.\d+\.\d/.test(version) ? `Node.js ${version}` : 'No Node.js';
  return {
    state: 'failed',
    says: `${found} is what starts at ${place}; plugins need ${oldest.join('.')} or newer.`,
    mend: 'Update VS Code: its own Node.js runs the plugins.',
  };
}

/** What the daemon and the hosts of plugins consist of, below the extension's `dist`. */
const parts = [
  'daemon.mjs',
  'nodeHost.mjs',
  'ockle.mjs',
  'typeCompiler.cjs',
  'typeCompiler.wasm',
  'languageServer.cjs',
  'python/ockle_host/__main__.py',
  'types/manifest.json',
] as const;

/** Looks for the extension's own files. */
export async function checkParts(dist: string): Promise<Finding> {
  const missing: string[] = [];
  for (const part of parts) {
    await access(join(dist, part)).catch(() => missing.push(part));
  }
  if (missing.length === 0) return ok('The daemon and the hosts of plugins are complete.');
  const names = missing.map(quoted).join(', ');
  return {
    state: 'failed',
    says: `${counted(missing.length, 'file')} of the extension cannot be read: ${names}.`,
    mend: 'Install the extension again.',
  };
}
