import type { ConfigRead } from './model/pluginFacts.ts';

/** The text of a template that declares what a plugin reads, by the getters it uses. */
export function newTemplate(className: string, reads: readonly ConfigRead[]): string {
  const arrays = new Map<string, string>();
  const names = new Map<string, string>();
  for (const { name, getter } of reads) {
    const key = name.toLowerCase();
    const isNumber = getter === 'getConfigInt' || getter === 'getint';
    if (!names.has(key)) names.set(key, name);
    if (isNumber || !arrays.has(key)) arrays.set(key, isNumber ? '["int",0]' : '["string",""]');
  }
  const lines = [...names].map(([key, name]) => `${name}=${arrays.get(key) ?? ''}`);
  return [`[plugins.${className}]`, ...lines, ''].join('\n');
}
