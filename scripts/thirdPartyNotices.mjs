import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

const packageFolder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+(?=\/)/;

/**
 * The folders of the packages that ended up in bundles.
 *
 * @param {Iterable<import('esbuild').Metafile>} metafiles
 * @returns {readonly string[]}
 */
export function bundledPackages(metafiles) {
  const folders = [...metafiles].flatMap(({ outputs }) =>
    Object.values(outputs)
      .flatMap(({ inputs }) => Object.entries(inputs))
      .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
      .flatMap(([file]) => packageFolder.exec(file)?.[0] ?? []),
  );
  return [...new Set(folders)].sort();
}

/**
 * Names each package with its version and its licence in full, as the licences ask for.
 *
 * @param {string} root
 * @param {readonly string[]} folders
 */
export async function thirdPartyNotices(root, folders) {
  /** @type {Map<string, string>} */
  const notices = new Map();
  for (const folder of folders) {
    const place = join(root, folder);
    const { name, version, license } = JSON.parse(
      await readFile(join(place, 'package.json'), 'utf8'),
    );
    const file = (await readdir(place)).find((entry) => /^licen[cs]e/i.test(entry));
    if (!file) throw new Error(`${name} has no file with its licence.`);
    const text = (await readFile(join(place, file), 'utf8')).trim();
    notices.set(`${name} ${version}`, `${name} ${version} (${license})\n\n${text}\n`);
  }
  const rule = `\n${'-'.repeat(80)}\n\n`;
  const title = 'Ockle contains code of these packages, under these licences.\n';
  return [title, ...notices.values()].join(rule);
}
