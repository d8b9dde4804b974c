import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { shippedPlugins } from '../plugins/shippedPlugins.ts';
import { unlessMissing } from './projectFiles.ts';
import type { FoundPlugin } from './readPluginCatalogue.ts';

/** Where the plugins that ship with Ockle are, with their templates, in the built product. */
export function shippedFolder(dist: string): string {
  return join(dist, 'plugins');
}

/** The plugins that ship with Ockle, as far as this build has them. */
export async function readShippedPlugins(dist: string): Promise<readonly FoundPlugin[]> {
  const folder = shippedFolder(dist);
  const files = (await unlessMissing(readdir(folder))) ?? [];
  return shippedPlugins
    .filter(({ className }) => files.includes(`${className}.mjs`))
    .map(({ className, doc }) => ({
      className,
      doc,
      language: 'typescript',
      source: { file: join(folder, `${className}.mjs`), line: 1 },
      isShipped: true,
    }));
}

/** The text of each template that ships with Ockle, by class name. */
export async function readShippedTemplates(dist: string): Promise<ReadonlyMap<string, string>> {
  const folder = shippedFolder(dist);
  const templates = new Map<string, string>();
  for (const { className } of shippedPlugins) {
    const text = await unlessMissing(readFile(join(folder, `${className}.ini`), 'utf8'));
    if (text !== undefined) templates.set(className, text);
  }
  return templates;
}
