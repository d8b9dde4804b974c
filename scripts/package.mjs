import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { root } from './paths.mjs';

/**
 * Packs what is built into an extension file. Needs no network: every product is bundled already.
 *
 * @param {string} file where the .vsix goes
 */
export async function packageVsix(file) {
  const { createVSIX } = await import('@vscode/vsce');
  await mkdir(dirname(file), { recursive: true });
  await createVSIX({
    cwd: root,
    packagePath: file,
    dependencies: false,
    allowMissingRepository: true,
    // Pictures of the README have no public address to point to yet.
    rewriteRelativeLinks: false,
  });
}
