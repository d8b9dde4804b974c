import type { PluginLanguage } from '../protocol/index.ts';

/** What the comment or docstring of a class says, in one line; `line` is that of the class, 1-based. */
export function classDoc(text: string, line: number, language: PluginLanguage): string | undefined {
  const lines = text.split(/\r?\n/);
  const doc = language === 'python' ? docstring(lines, line) : docComment(lines, line);
  const words = doc
    ?.split('\n')
    .map((each) =>
      each
        .trim()
        .replace(/^\*? ?/, '')
        .trim(),
    )
    .filter((each) => each !== '')
    .join(' ');
  return words === undefined || words === '' ? undefined : words;
}

/** The text in three quotes that begins in the line after the one that ends the class's header. */
function docstring(lines: readonly string[], line: number): string | undefined {
  const header = lines.findIndex(
    (each, index) => index >= line - 1 && (each.split('#', 1)[0] ?? '').trimEnd().endsWith(':'),
  );
  if (header === -1) return undefined;
  const body = lines
    .slice(header + 1)
    .join('\n')
    .trimStart();
  const quote = /^[rRuU]?("""|\'\'\')/.exec(body);
  if (!quote) return undefined;
  const start = quote[0].length;
  const end = body.indexOf(quote[1] ?? '', start);
  return end === -1 ? undefined : body.slice(start, end);
}

/** The comment that ends right before the class. */
function docComment(lines: readonly string[], line: number): string | undefined {
  const before = lines
    .slice(0, line - 1)
    .join('\n')
    .trimEnd();
  const start = before.lastIndexOf('/**');
  if (start === -1 || before.indexOf('*/', start) !== before.length - 2) return undefined;
  return before.slice(start + 3, -2);
}
