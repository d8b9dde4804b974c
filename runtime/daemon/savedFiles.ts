import { realpath } from 'node:fs/promises';
import { resolve, sep } from 'node:path';
import type { ReadPluginConfig } from '../config/pluginConfig.ts';
import type { ConfigVariable, PluginConfig } from '../protocol/index.ts';
import type { PluginRecord } from './pluginRegistry.ts';
import type { FoundPlugin } from './readPluginCatalogue.ts';

/** What is needed to find out whom a saved file belongs to. */
export interface SavedFilesParts {
  readonly project: string;
  readonly readConfig: (plugin: FoundPlugin) => Promise<ReadPluginConfig>;
}

/** Failures that a file may have ended that nobody could load. */
const ofImports: ReadonlySet<string> = new Set(['plugin-import-failed', 'plugin-class-missing']);

/** Finds the plugins that have to be reloaded because these files were saved. */
export async function pluginsOfFiles(
  records: readonly PluginRecord[],
  files: readonly string[],
  parts: SavedFilesParts,
): Promise<readonly PluginRecord[]> {
  const saved = new Set(await Promise.all(files.map(realPath)));
  const source = (await realPath(resolve(parts.project, 'src'))) + sep;
  const hasIni = [...saved].some((file) => file.endsWith('.ini'));
  const hasSource = [...saved].some((file) => file.startsWith(source) && !file.endsWith('.ini'));
  const found: PluginRecord[] = [];
  for (const record of records) {
    if (!isWanted(record)) continue;
    const concerned =
      (hasSource && lacksFile(record)) ||
      (await hasLoaded(record, saved)) ||
      (hasIni && (await hasOtherConfig(record, parts)));
    if (concerned) found.push(record);
  }
  return found;
}

/** One that somebody stopped stays stopped; one that failed may have been mended. */
function isWanted({ phase, isAlive, found }: PluginRecord): boolean {
  if (found.isShipped) return isAlive && phase.kind !== 'stopping';
  return phase.kind === 'failed' || (isAlive && phase.kind !== 'stopping');
}

/** Whether its last version failed for a file that may not have been there. */
function lacksFile({ failure, lastReload }: PluginRecord): boolean {
  const code = failure?.code ?? lastReload?.failure?.code;
  return code !== undefined && ofImports.has(code);
}

async function hasLoaded(
  { files, candidate }: PluginRecord,
  saved: ReadonlySet<string>,
): Promise<boolean> {
  const loaded = [...files.list, ...(candidate?.files.list ?? [])];
  const paths = await Promise.all(loaded.map(realPath));
  return paths.some((path) => saved.has(path));
}

/** Compares values alone: a variable may have moved to another line. */
async function hasOtherConfig(
  { found, config }: PluginRecord,
  { readConfig }: SavedFilesParts,
): Promise<boolean> {
  return config !== undefined && inShort((await readConfig(found)).config) !== inShort(config);
}

function inShort(config: PluginConfig): string {
  const values = Object.entries(config).map(
    ([name, { text, textError, default: usual }]: readonly [string, ConfigVariable]) =>
      JSON.stringify({ name, text, textError, usual }),
  );
  return values.sort().join();
}

/** A file that is gone is known by its name. */
async function realPath(file: string): Promise<string> {
  try {
    return await realpath(file);
  } catch {
    return resolve(file);
  }
}
