import { findSourceMap } from 'node:module';

/**
 * A stack trace with places in the bundle turned into places in the sources: the extension host makes
 * its stack traces itself and knows no source maps.
 */
export function mapStack(stack: string): string {
  return stack.replace(/([^\s()]+\.cjs):(\d+):(\d+)/g, (place, file: string, line, column) => {
    const entry = findSourceMap(file)?.findEntry(Number(line) - 1, Number(column) - 1);
    if (!entry || !('originalSource' in entry)) return place;
    return `${entry.originalSource}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  });
}
