import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { packageVsix } from '../../../scripts/package.mjs';

let packed: Promise<string> | undefined;

/** The extension as it is delivered, packed once for all windows of a run. */
export function packedExtension(): Promise<string> {
  packed ??= pack();
  return packed;
}

async function pack(): Promise<string> {
  const root = join(import.meta.dirname, '..', '..', '..');
  const file = join(root, 'out', `journeys-${process.pid}.vsix`);
  process.once('exit', () => {
    rmSync(file, { force: true });
  });
  await packageVsix(file);
  return file;
}
