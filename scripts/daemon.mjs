import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { bootstrap } from './bootstrap.mjs';
import { root } from './paths.mjs';

/** `npm run daemon -- --project <folder>`: builds the product and runs a project in this terminal. */
await bootstrap(['packages', 'node24']);
const { buildAll } = await import('./build.mjs');
await buildAll();
const cli = join(root, 'dist', 'cli.js');
process.argv.splice(1, process.argv.length - 1, cli, 'daemon', ...process.argv.slice(2));
await import(pathToFileURL(cli).href);
