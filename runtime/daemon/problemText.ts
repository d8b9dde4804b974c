import type { Problem } from '../protocol/index.ts';

/** A problem as one text for terminals: where, what, and how to mend it. */
export function problemText({ severity, source, message }: Problem): string {
  const column = source?.column === undefined ? '' : `:${source.column}`;
  const where = source ? `${source.file}:${source.line}${column}: ` : '';
  return `${where}${severity}: ${message}`;
}
