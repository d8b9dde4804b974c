import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** Reads a file of plugin-templates as the product does. */
export function readTemplate(path: string): Promise<string> {
  return readFile(join(root, 'plugin-templates', path), 'utf8');
}
