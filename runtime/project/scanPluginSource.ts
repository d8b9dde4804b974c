import { findPythonClasses } from './findPythonClasses.ts';
import { findTypeScriptClasses } from './findTypeScriptClasses.ts';
import type { PluginClass } from './pluginClass.ts';
import type { PluginLanguage } from './projectPaths.ts';

/** The classes at the top level of a plugin's file; text of any kind is read as far as it goes. */
export function scanPluginSource(text: string, language: PluginLanguage): readonly PluginClass[] {
  return language === 'python' ? findPythonClasses(text) : findTypeScriptClasses(text);
}
