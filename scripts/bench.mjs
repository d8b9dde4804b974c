import { spawnSync } from 'node:child_process';
import { bootstrap } from './bootstrap.mjs';
import { root } from './paths.mjs';

/** `npm run bench [-- name…] [--json]`: one line per figure, `name value unit target ok|short`. */

await bootstrap(['packages', 'node24']);
for (const args of [
  ['scripts/build.mjs', '--production'],
  ['test/bench/main.ts', ...process.argv.slice(2)],
]) {
  const { status } = spawnSync(process.execPath, args, {
    cwd: root,
    stdio: args[0] === 'scripts/build.mjs' ? ['ignore', 'ignore', 'inherit'] : 'inherit',
  });
  if (status !== 0) process.exit(status ?? 1);
}
