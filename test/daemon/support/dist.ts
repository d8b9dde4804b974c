import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../../..');

/** The folder of the built product; built first where it is missing. */
export function distFolder(): string {
  const named = process.env['OCKLE_DIST'];
  const dist = named ?? join(root, 'dist');
  if (!existsSync(join(dist, 'daemon.mjs'))) {
    execFileSync(process.execPath, [join(root, 'scripts/build.mjs')], { stdio: 'ignore' });
  }
  return dist;
}
