import { spawnSync } from 'node:child_process';
import { bootstrap } from './bootstrap.mjs';
import { root } from './paths.mjs';

/** `npm run bench [-- name…] [--json]`: builds, measures and prints a table of figures with their targets. */

await bootstrap(['packages', 'node24', 'vscode', 'chromium', 'debugpy']);
for (const args of [['scripts/build.mjs'], ['test/bench/main.ts', ...process.argv.slice(2)]]) {
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: args[0] === 'scripts/build.mjs' ? ['ignore', 'ignore', 'inherit'] : 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}
