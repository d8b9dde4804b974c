import type { IniRange } from '../../ini/index.ts';
import { isWideBlank } from '../../ini/index.ts';
import type { TemplateContext } from '../templateContext.ts';
import { lineRange, within } from '../templateContext.ts';
import type { TemplateCode } from '../templateRules.ts';

/** What is said of a carriage return without a line feed. */
export const loneReturnMessage =
  'The line ends in a carriage return alone; Python 2 takes all such lines as one. Save the file with LF line ends.';

interface UnitRule {
  readonly code: TemplateCode;
  readonly message: string;
}

/** Single units that no template should hold, wherever they stand. */
const units: ReadonlyMap<number, UnitRule> = new Map<number, UnitRule>([
  [0x00, { code: 'nul-char', message: 'This is a NUL character. Delete it.' }],
  [
    0xfffd,
    {
      code: 'replacement-char',
      message: 'A character was lost here when the file was decoded. Type it again.',
    },
  ],
  [0x2028, lineSeparatorRule('2028')],
  [0x2029, lineSeparatorRule('2029')],
]);

function lineSeparatorRule(digits: string): UnitRule {
  return {
    code: 'unusual-line-terminator',
    message: `An invisible line separator stands here. Write a blank, or \\u${digits} inside a text.`,
  };
}

/** Reports characters that are wrong in every place. */
export function checkCharacters({ document, findings }: TemplateContext): void {
  const { text, lines } = document;
  // Hardly any text has one, and a look for all of them at once is quick.
  if (!/[\0\r\u2028\u2029\ufffd]/.test(text)) return;
  for (const [line, start] of lines.starts.entries()) {
    const end = lines.ends[line] ?? start;
    for (let at = start; at < end; at++) {
      const unit = units.get(text.charCodeAt(at));
      if (!unit) continue;
      const range = { start: at, end: at + 1, line, character: at - start };
      findings.add(unit.code, range, unit.message);
    }
    if (text.charAt(end) === '\r' && text.charAt(end + 1) !== '\n') {
      const range = { start: end, end: end + 1, line, character: end - start };
      findings.add('lone-cr', range, loneReturnMessage);
    }
  }
}

/** Whether a text holds any character that looks like a blank; hardly any does. */
export function hasWideBlanks(text: string): boolean {
  return /[\u0085\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]/.test(text);
}

/**
 * Reports characters that look like blanks, outside the ranges where any character may stand: texts,
 * comments, and what other rules have reported.
 */
export function checkWideBlanks(context: TemplateContext, free: readonly IniRange[]): void {
  const { text, lines } = context.document;
  if (!hasWideBlanks(text)) return;
  const sorted = free.toSorted((a, b) => a.start - b.start);
  let next = 0;
  for (const line of lines.starts.keys()) {
    for (const run of wideBlankRuns(text, lineRange(context.document, line))) {
      while ((sorted[next]?.end ?? Infinity) <= run.start) next++;
      if ((sorted[next]?.start ?? Infinity) <= run.start) continue;
      context.findings.add('non-ascii-whitespace', run, wideBlankMessage(text, run.start));
    }
  }
}

function wideBlankRuns(text: string, line: IniRange): readonly IniRange[] {
  const runs: IniRange[] = [];
  for (let at = line.start; at < line.end; at++) {
    if (!isForbiddenBlank(text.charCodeAt(at))) continue;
    const start = at;
    while (at + 1 < line.end && isForbiddenBlank(text.charCodeAt(at + 1))) at++;
    runs.push(within(line, start, at + 1));
  }
  return runs;
}

/** Line separators have a rule of their own. */
function isForbiddenBlank(code: number): boolean {
  return code >= 0x85 && isWideBlank(code) && code !== 0x2028 && code !== 0x2029;
}

function wideBlankMessage(text: string, at: number): string {
  const code = text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0');
  return `U+${code} looks like a blank but is none. Replace it by a blank.`;
}
