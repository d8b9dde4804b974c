import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../paths.mjs';
import { npmEnvironment, runTool } from './runTool.mjs';

/** @typedef {{ version?: string, integrity?: string, optional?: boolean, link?: boolean }} LockedPackage */

/**
 * Whether `node_modules` is exactly what package-lock.json asks for. npm writes its own record into
 * `node_modules` last, so an install that was broken off, or that is older than the lock, shows here.
 */
export function packagesAreInstalled() {
  const stamp = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(stamp)) return false;
  const wanted = lockedPackages(join(root, 'package-lock.json'));
  const present = lockedPackages(stamp);
  const isWanted = [...wanted].every(([path, entry]) => {
    const installed = present.get(path);
    return installed ? isSame(installed, entry) : entry.optional === true;
  });
  return isWanted && [...present.keys()].every((path) => wanted.has(path));
}

/**
 * @param {string} file
 * @returns {Map<string, LockedPackage>}
 */
function lockedPackages(file) {
  const { packages } = JSON.parse(readFileSync(file, 'utf8'));
  return new Map(Object.entries(packages).filter(([path]) => path !== ''));
}

/**
 * @param {LockedPackage} left
 * @param {LockedPackage} right
 */
function isSame(left, right) {
  return left.version === right.version && left.integrity === right.integrity;
}

/** @param {(text: string) => void} note */
export async function installPackages(note) {
  note('npm ci');
  const args = ['ci', '--no-audit', '--no-fund', '--loglevel=error'];
  await runTool('npm', args, { env: npmEnvironment(), note });
}
