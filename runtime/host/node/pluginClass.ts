import { readFileSync } from 'node:fs';
import { ModuleTemplate, type MainDaemon } from '../../plugins/api/index.ts';
import type { SourceLocation } from '../../protocol/index.ts';

/** The class of a plugin, ready to be constructed. */
export type PluginClass = new (mainDaemon: MainDaemon) => ModuleTemplate;

/** Line of the class in its file; line 1 when the file cannot be read or has none. */
export function findClassLine(file: string, className: string): SourceLocation {
  const pattern = new RegExp(`\\bclass\\s+${className}\\b`);
  const index = readLines(file).findIndex((line) => pattern.test(line));
  return { file, line: Math.max(index, 0) + 1 };
}

/** Picks the plugin's class among the exports of its module, or says what is wrong with them. */
export function findPluginClass(
  exports: Readonly<Record<string, unknown>>,
  className: string,
  file: string,
): PluginClass | string {
  const found = [exports[className], exports['default']].find(
    (value) => typeof value === 'function' && value.name === className,
  );
  if (found === undefined) {
    const names = Object.keys(exports).join(', ') || 'nothing';
    return `${file} exports ${names}, but no class ${className}. Write “export class ${className} extends ModuleTemplate”.`;
  }
  if (!isPluginClass(found)) {
    return `${className} in ${file} is no plugin. Write “class ${className} extends ModuleTemplate”, with ModuleTemplate imported from "ockle".`;
  }
  return found;
}

function isPluginClass(value: unknown): value is PluginClass {
  return typeof value === 'function' && value.prototype instanceof ModuleTemplate;
}

function readLines(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}
