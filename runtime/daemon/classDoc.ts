import type { PluginLanguage } from '../protocol/index.ts';

/** What the comment or docstring of a class says, in one line; `line` is that of the class, 1-based. */
export function classDoc(text: string, line: number, language: PluginLanguage): string | undefined {
  const lines = text.split(/\r?\n/);
  const doc =
    language === 'python'
      ? /^[^\n]*:\s*(?:#[^\n]*)?\n\s*[rRuU]?("""|\'\'\')([\s\S]*?)\1/.exec(
          lines.slice(line - 1).join('\n'),
        )?.[2]
      : /\/\*\*((?:(?!\*\/)[\s\S])*)\*\/\s*$/.exec(lines.slice(0, line - 1).join('\n'))?.[1];
  const words = doc
    ?.split('\n')
    .map((each) => each.replace(/^\s*\*? ?/, '').trim())
    .filter((each) => each !== '')
    .join(' ');
  return words === undefined || words === '' ? undefined : words;
}
