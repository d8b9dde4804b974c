import type { PluginLanguage } from './projectPaths.ts';
import { stringContent } from './stringContent.ts';
import type { LogicalLine } from './scanPython.ts';
import type { Token } from './token.ts';

/** The names of a Python module that are given a text once and nothing else anywhere. */
export function findPythonConstants(
  text: string,
  lines: readonly LogicalLine[],
): ReadonlyMap<string, string> {
  const constants = new Map<string, string>();
  const assigned = new Set<string>();
  for (const { indent, tokens } of lines) {
    const [name, sign] = tokens;
    if (name?.kind !== 'word' || (sign?.text !== '=' && sign?.text !== ':')) continue;
    const value = indent === 0 ? valueOf(text, tokens, 'python') : undefined;
    if (value === undefined || assigned.has(name.text)) constants.delete(name.text);
    else constants.set(name.text, value);
    assigned.add(name.text);
  }
  return constants;
}

/** The texts of `const NAME = '…'` outside all brackets. */
export function findTypeScriptConstants(
  text: string,
  tokens: readonly Token[],
): ReadonlyMap<string, string> {
  const constants = new Map<string, string>();
  let depth = 0;
  tokens.forEach((token, at) => {
    if (token.kind === 'mark') {
      if ('([{'.includes(token.text)) depth++;
      else if (')]}'.includes(token.text)) depth = Math.max(0, depth - 1);
    }
    if (depth > 0 || token.text !== 'const') return;
    const name = tokens[at + 1];
    const value = valueOf(text, tokens.slice(at + 1, at + 8), 'typescript');
    if (name?.kind === 'word' && value !== undefined) constants.set(name.text, value);
  });
  return constants;
}

/** The text in `NAME = '…'` or `NAME: type = '…'`, when nothing but that is assigned. */
function valueOf(
  text: string,
  tokens: readonly Token[],
  language: PluginLanguage,
): string | undefined {
  const sign = tokens[1]?.text === ':' ? 3 : 1;
  const value = tokens[sign + 1];
  if (tokens[sign]?.text !== '=' || value?.kind !== 'string') return undefined;
  const next = tokens[sign + 2];
  const isAlone = !next || next.line > value.endLine || next.text === ';' || next.text === 'as';
  return isAlone ? stringContent(text.slice(value.start, value.end), language)?.content : undefined;
}
