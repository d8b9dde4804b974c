import { basename, extname } from 'node:path';
import { languageOf, scanPluginSource } from '../../runtime/project/index.ts';

/** The class name of the plugin a file holds: the one named like the file, else the first. */
export function pluginOfSource(file: string, text: string): string | undefined {
  const language = languageOf(file);
  if (!language) return undefined;
  const plugins = scanPluginSource(text, language)
    .filter(({ extendsModuleTemplate }) => extendsModuleTemplate)
    .map(({ name }) => name);
  const named = basename(file, extname(file));
  return plugins.includes(named) ? named : plugins[0];
}
