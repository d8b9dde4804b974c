import { findConfigReads } from './findConfigReads.ts';
import { findPythonConstants, findTypeScriptConstants } from './findConstants.ts';
import { findPythonClasses } from './findPythonClasses.ts';
import { findTypeScriptClasses } from './findTypeScriptClasses.ts';
import type { PluginClass } from './pluginClass.ts';
import type { DescribedClass, PluginSource } from './pluginSource.ts';
import type { PluginLanguage } from './projectPaths.ts';
import { readDocString, readJsDoc } from './readDoc.ts';
import { scanPython } from './scanPython.ts';
import { scanTypeScript } from './scanTypeScript.ts';

/** The classes at the top level of a plugin's file; text of any kind is read as far as it goes. */
export function scanPluginSource(text: string, language: PluginLanguage): readonly PluginClass[] {
  return language === 'python' ? findPythonClasses(text) : findTypeScriptClasses(text);
}

/** The classes with their docs, and the variables that the code reads; each unit is read once. */
export function readPluginSource(text: string, language: PluginLanguage): PluginSource {
  return language === 'python' ? readPython(text) : readTypeScript(text);
}

function readPython(text: string): PluginSource {
  const lines = scanPython(text);
  const docs = new Map<string, string | undefined>();
  lines.forEach(({ tokens: [first, name] }, index) => {
    if (first?.text === 'class' && name) docs.set(keyOf(name), readDocString(text, lines, index));
  });
  const tokens = lines.flatMap((line) => line.tokens);
  return {
    classes: describe(findPythonClasses(text, lines), docs),
    reads: findConfigReads(text, tokens, findPythonConstants(text, lines), 'python'),
  };
}

function readTypeScript(text: string): PluginSource {
  const tokens = scanTypeScript(text);
  const docs = new Map<string, string | undefined>();
  tokens.forEach((token, index) => {
    if (tokens[index - 1]?.text === 'class') docs.set(keyOf(token), readJsDoc(text, tokens, index));
  });
  return {
    classes: describe(findTypeScriptClasses(text, tokens), docs),
    reads: findConfigReads(text, tokens, findTypeScriptConstants(text, tokens), 'typescript'),
  };
}

function keyOf({ line, column }: { readonly line: number; readonly column: number }): string {
  return `${line}:${column}`;
}

function describe(
  classes: readonly PluginClass[],
  docs: ReadonlyMap<string, string | undefined>,
): readonly DescribedClass[] {
  return classes.map((each) => ({ ...each, doc: docs.get(keyOf(each)) }));
}
