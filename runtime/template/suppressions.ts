import type { IniComment } from '../ini/index.ts';
import { isBlank, skipBlanks } from '../ini/index.ts';
import type { TemplateBlock } from './model/templateBlock.ts';

/** One code in a comment that asks not to hear of it. */
export interface Suppression {
  readonly code: string;
  readonly reach: 'next-line' | 'file';
  /** Of the comment, in its block. */
  readonly line: number;
  /** Where the code stands in that line; of the word that asks, where no code follows it. */
  readonly startCol: number;
  readonly endCol: number;
}

const directives: readonly (readonly [string, Suppression['reach']])[] = [
  ['ockle-ignore-next-line', 'next-line'],
  ['ockle-ignore-file', 'file'],
];

const cache = new WeakMap<TemplateBlock, readonly Suppression[]>();

/** What the comments of a block ask to ignore, in order of place. */
export function suppressionsIn(block: TemplateBlock): readonly Suppression[] {
  const known = cache.get(block);
  if (known) return known;
  const read = block.text.includes('ockle-ignore-')
    ? block.document.comments.flatMap((comment) => readComment(block, comment))
    : [];
  cache.set(block, read);
  return read;
}

function readComment(block: TemplateBlock, { range, indented }: IniComment): Suppression[] {
  if (indented) return [];
  const { text } = block;
  const start = skipBlanks(text, range.start + 1, range.end);
  const column = range.character - range.start;
  for (const [word, reach] of directives) {
    const end = start + word.length;
    if (!text.startsWith(word, start) || (end < range.end && !isBlank(text.charCodeAt(end)))) {
      continue;
    }
    const codes = readCodes(text, end, range.end);
    const stretches = codes.length > 0 ? codes : [{ code: '', start, end }];
    return stretches.map((each) => ({
      code: each.code,
      reach,
      line: range.line,
      startCol: each.start + column,
      endCol: each.end + column,
    }));
  }
  return [];
}

interface CodeStretch {
  readonly code: string;
  readonly start: number;
  readonly end: number;
}

/** Words between commas and blanks; after `--` a reason may follow. */
function readCodes(text: string, start: number, end: number): CodeStretch[] {
  const codes: CodeStretch[] = [];
  for (let at = start; at < end; at++) {
    if (isGap(text, at)) continue;
    const first = at;
    while (at < end && !isGap(text, at)) at++;
    const code = text.slice(first, at);
    if (code.startsWith('--')) break;
    codes.push({ code, start: first, end: at });
  }
  return codes;
}

function isGap(text: string, at: number): boolean {
  return text.charAt(at) === ',' || isBlank(text.charCodeAt(at));
}
