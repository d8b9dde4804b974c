import { existsSync } from 'node:fs';
import { runTool, StepFailure } from './runTool.mjs';

let isListUpdated = false;

/**
 * Installs Debian packages, where that is possible without asking anybody.
 *
 * @param {readonly string[]} names
 * @param {(text: string) => void} note
 */
export async function installDebianPackages(names, note) {
  if (!existsSync('/usr/bin/apt-get')) {
    throw new StepFailure(`${names.join(', ')} is missing, and this system has no apt-get`);
  }
  if (process.getuid?.() !== 0) {
    throw new StepFailure(`${names.join(', ')} is missing, and only root may install it`);
  }
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  if (!isListUpdated) {
    note('apt-get update');
    await runTool('apt-get', ['update'], { env, note });
    isListUpdated = true;
  }
  note(`apt-get install ${names.join(' ')}`);
  await runTool('apt-get', ['install', '-y', ...names], { env, note });
}
