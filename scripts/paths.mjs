import { homedir, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The folder this checkout lives in. */
export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Where what is made here, but is no product, goes: test bundles, screenshots, the .vsix. */
export const outFolder = join(root, 'out');

/** Where command-line programs of the installed packages are, the project's own Node.js included. */
export const packageBin = join(root, 'node_modules', '.bin');

/** The per-user cache that outlives a checkout. */
export const cacheFolder = join(process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache'));

/** The start of every temporary folder's name, so that leftovers can be told from other people's. */
export const temporaryPrefix = join(tmpdir(), 'ockle-');
