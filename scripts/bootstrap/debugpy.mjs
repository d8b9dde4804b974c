import { execFile } from 'node:child_process';
import { installDebianPackages } from './debian.mjs';

/** Version managers put a `python3` first in PATH that lacks what the system's own has. */
const interpreters = ['python3', '/usr/bin/python3'];
const probe = 'import importlib.util as u, sys; sys.exit(u.find_spec("debugpy") is None)';

/** The first Python 3 that can be debugged. */
export async function findPythonWithDebugpy() {
  const answers = await Promise.all(interpreters.map(canDebug));
  return interpreters.find((_, index) => answers[index]);
}

/**
 * @param {string} interpreter
 * @returns {Promise<boolean>}
 */
function canDebug(interpreter) {
  return new Promise((resolve) => {
    execFile(interpreter, ['-c', probe], { timeout: 10_000 }, (error) => resolve(!error));
  });
}

/** @param {(text: string) => void} note */
export async function installDebugpy(note) {
  await installDebianPackages(['python3-debugpy'], note);
}
