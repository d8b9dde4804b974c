import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { ProjectConfig } from '../config/projectConfig.ts';
import type { PluginLanguage } from '../protocol/index.ts';

/** Plugins that somebody will ask for as soon as the daemon is open. */
export interface ExpectedPlugins {
  /** Class names; none for those that etc/config.ini enables. */
  readonly names: readonly string[];
  /** Whether their debuggers come first. */
  readonly debug: boolean;
}

/** Options of the command line that say what to expect, for `parseArgs`. */
export const expectOptions = {
  expect: { type: 'string' },
  'expect-debug': { type: 'boolean' },
} as const;

/** What they say; `expect` has commas between the names. */
export function expectedPlugins(given: {
  readonly expect?: string | undefined;
  readonly 'expect-debug'?: boolean | undefined;
}): ExpectedPlugins | undefined {
  if (given.expect === undefined) return undefined;
  const names = given.expect.split(',').filter((name) => name !== '');
  return { names, debug: given['expect-debug'] ?? false };
}

const suffixes: Readonly<Record<PluginLanguage, string>> = { typescript: '.ts', python: '.py' };

/** Languages that they are probably written in: most classes have a file of their name. */
export function languagesOf(
  { names }: ExpectedPlugins,
  project: string,
  { paths, pluginList }: Pick<ProjectConfig, 'paths' | 'pluginList'>,
): readonly PluginLanguage[] {
  const expected = names.length > 0 ? names : pluginList;
  return (['typescript', 'python'] as const).filter((language) =>
    expected.some((name) => existsSync(join(project, paths.plugins, name + suffixes[language]))),
  );
}
