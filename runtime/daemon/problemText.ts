import type { Problem } from '../protocol/index.ts';
import { isTemplateCode } from '../template/index.ts';

/**
 * A problem as one text for terminals: where, what, and how to mend it. One of an ini text is told as
 * `ockle validate` tells it.
 */
export function problemText({ code, severity, source, message }: Problem): string {
  const column = source?.column === undefined ? '' : `:${source.column}`;
  const place = source ? `${source.file}:${source.line}${column}` : '';
  if (place !== '' && isTemplateCode(code)) return `${place} ${severity} ${code} ${message}`;
  return place === '' ? `${severity}: ${message}` : `${place}: ${severity}: ${message}`;
}
